import type { Group, JupyterHub, Server, User } from 'jupyterhub-client'
import { authError } from '../errors/cli-error.ts'
import { needFeature } from './need-feature.ts'
import type { GroupState, HubState } from './plan.ts'
import { normalised } from './roster.ts'
import type { Roster } from './roster.ts'
import { sharedBy } from './shared-by.ts'

/** Looks at the hub, as far as a roster is about it. */
export async function stateOf(
  hub: JupyterHub,
  { groups: wanted, people }: Roster,
  signal: AbortSignal,
): Promise<HubState> {
  if (wanted.some(({ properties }) => properties !== undefined)) {
    await needFeature(hub, 'groupProperties', signal)
  }
  const sharing = people.filter(({ shares }) => shares.length > 0)
  if (sharing.length > 0) await needFeature(hub, 'shares', signal)
  const identity = await hub.whoami({ signal })
  const all = await hub.users
    .list(sharing.length > 0 ? { include_stopped_servers: true } : {}, { signal })
    .toArray({ consistent: true })
  if (all.some(({ admin }) => admin === undefined)) {
    throw authError('your token may not see who is an admin')
  }
  const needsServers = sharing.length > 0 || people.some((one) => one.servers.length > 0)
  if (needsServers && all.some(({ servers }) => servers === undefined)) {
    throw authError('your token may not see servers', 'It needs read:servers.')
  }
  const names = new Set(wanted.map(({ name }) => name))
  const groupNames = new Set<string>()
  const groups = new Map<string, GroupState>()
  if (names.size > 0 || sharing.length > 0) {
    for await (const group of hub.groups.list({ signal })) {
      groupNames.add(group.name)
      if (names.has(group.name)) groups.set(group.name, groupStateOf(group))
    }
  }
  const owners = new Set(sharing.map(({ name }) => normalised(name)))
  return {
    self: identity.name,
    identity,
    users: new Map(all.map(({ name, admin }) => [name, admin === true])),
    servers: serversOf(all, ({ stopped }) => stopped !== true),
    allServers: serversOf(all, () => true),
    shares: await sharedBy(
      hub,
      all.map(({ name }) => name).filter((name) => owners.has(normalised(name))),
      signal,
    ),
    groupNames,
    groups,
  }
}

/** Names of servers by their users' names: of those whose servers the token may see. */
const serversOf = (
  users: readonly User[],
  isWanted: (server: Server) => boolean,
): Map<string, ReadonlySet<string>> =>
  new Map(
    users.flatMap(({ name, servers }) =>
      servers === undefined
        ? []
        : [
            [
              name,
              new Set(
                Object.values(servers ?? {})
                  .filter(isWanted)
                  .map((one) => one.name),
              ),
            ],
          ],
    ),
  )

function groupStateOf({ name, users, properties }: Group): GroupState {
  if (users === undefined) throw authError(`your token may not see the members of ${name}`)
  return { members: new Set(users), properties: properties ?? {} }
}
