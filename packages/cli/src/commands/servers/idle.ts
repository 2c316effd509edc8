import type { Server, User } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { decideServer } from '../../cull/decide.ts'
import { activeServers } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { missing } from '../missing.ts'
import { parseTarget, printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { membersOf } from '../members.ts'
import type { GroupFlag } from './targets.ts'

/** A server that nobody uses. */
export interface IdleServer extends Target {
  readonly owner: User
}

/**
 * Finds servers that nobody has used for so long: of those that are named and of a group's members, named servers, too; of all where
 * neither is given. What has no dates that can be read is not among them.
 *
 * @param idle - Seconds.
 * @returns `notRunning`: names of which no server runs.
 */
export async function findIdle(
  stage: Stage<GroupFlag>,
  named: readonly string[],
  idle: number,
): Promise<{ targets: IdleServer[]; notRunning: string[] }> {
  const { io, hub, flags, signal } = stage
  const wanted = new Set(named.map((text) => printTarget(parseTarget(text))))
  const notRunning = new Set(wanted)
  const members = new Set(flags.group === undefined ? [] : await membersOf(stage, flags.group))
  const isAll = named.length === 0 && flags.group === undefined
  const list = hub.users.list({ state: 'active' }, { signal })
  const users = await list.toArray({ consistent: true })
  const targets = users.flatMap((owner) => {
    if (owner.servers === undefined) throw missing('servers', 'read:servers')
    return activeServers(owner).flatMap((server): IdleServer[] => {
      const target = { user: owner.name, name: server.name, owner }
      notRunning.delete(printTarget(target))
      if (!isAll && !members.has(owner.name) && !wanted.has(printTarget(target))) return []
      return isIdle(owner, server, idle, io.now()) ? [target] : []
    })
  })
  return { targets, notRunning: [...notRunning] }
}

/** Whether nobody has used a server for so many seconds. */
export const isIdle = (owner: User, server: Server, idle: number, now: number): boolean =>
  decideServer(owner, server, { ...anyone, timeout: idle }, now).cull

const anyone: Omit<Policy, 'timeout'> = {
  maxAge: 0,
  defaultServers: true,
  namedServers: true,
  removeNamed: false,
  users: false,
  adminUsers: false,
  protectedUsers: new Set(),
  rules: new Map(),
}
