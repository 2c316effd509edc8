import type { Server, User } from 'jupyterhub-client'
import { decideServer, decideUser } from './decide.ts'
import type { Decision } from './decide.ts'
import type { Policy } from './policy.ts'

/** What is to be done with a server or a user. */
export interface Item extends Decision {
  readonly kind: 'server' | 'user'
  readonly action: 'keep' | 'stop' | 'remove' | 'delete'
  /** As the hub has shown the owner. */
  readonly owner: User
  /** As the hub has shown it; of users, nothing. */
  readonly server: Server | undefined
}

/**
 * Decides about all that the hub has shown, servers before their owners.
 *
 * @param now - Milliseconds since 1970.
 */
export function planOf(users: readonly User[], policy: Policy, now: number): Item[] {
  return users.flatMap((owner) => {
    const servers = activeServers(owner).map((server) => {
      const decision = decideServer(owner, server, policy, now)
      return itemOf(owner, server, decision, stopOf(server, policy))
    })
    if (!policy.users) return servers
    const staying = servers.filter(({ cull }) => !cull).length
    return [...servers, itemOf(owner, undefined, decideUser(owner, staying, policy, now), 'delete')]
  })
}

/** Servers of a user that run, or are on their way. */
export const activeServers = ({ servers }: User): Server[] =>
  Object.values(servers ?? {}).filter(({ stopped }) => stopped !== true)

const stopOf = ({ name }: Server, { removeNamed }: Policy): 'stop' | 'remove' =>
  name !== '' && removeNamed ? 'remove' : 'stop'

function itemOf(
  owner: User,
  server: Server | undefined,
  decision: Decision,
  action: Item['action'],
): Item {
  const kind = server === undefined ? 'user' : 'server'
  return { kind, owner, server, ...decision, action: decision.cull ? action : 'keep' }
}
