import type { Stage } from '../../command.ts'
import { decideServer } from '../../cull/decide.ts'
import { activeServers } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { byHubClock } from '../hub-clock.ts'
import { missing } from '../missing.ts'
import { parseTarget, printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { membersOf } from './targets.ts'
import type { GroupFlag } from './targets.ts'

/**
 * Servers that nobody has used for so long: of those that are named and of a group's members, named servers, too; of all where neither is
 * given. What has no dates that can be read is not among them.
 *
 * @param idle - Seconds.
 */
export async function idleTargets(
  given: Stage<GroupFlag>,
  named: readonly string[],
  idle: number,
): Promise<Target[]> {
  const stage = byHubClock(given)
  const { io, hub, flags, signal } = stage
  const wanted = new Set(named.map((text) => printTarget(parseTarget(text))))
  const members = new Set(flags.group === undefined ? [] : await membersOf(stage, flags.group))
  const isAll = named.length === 0 && flags.group === undefined
  const list = hub.users.list({ state: 'active' }, { signal })
  const users = await list.toArray({ consistent: true })
  return users.flatMap((user) => {
    if (user.servers === undefined) throw missing('servers', 'read:servers')
    return activeServers(user).flatMap((server): Target[] => {
      const target = { user: user.name, name: server.name }
      if (!isAll && !members.has(user.name) && !wanted.has(printTarget(target))) return []
      return decideServer(user, server, { ...anyone, timeout: idle }, io.now()).cull ? [target] : []
    })
  })
}

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
