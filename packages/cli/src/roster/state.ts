import type { Group, JupyterHub } from 'jupyterhub-client'
import { authError, failure } from '../errors/cli-error.ts'
import type { GroupState, HubState } from './plan.ts'
import type { Roster } from './roster.ts'

/** Looks at the hub, as far as a roster is about it. */
export async function stateOf(
  hub: JupyterHub,
  { groups: wanted, people }: Roster,
  signal: AbortSignal,
): Promise<HubState> {
  if (wanted.some(({ properties }) => properties !== undefined)) await needProperties(hub, signal)
  const { name: self } = await hub.whoami({ signal })
  const users = new Map<string, boolean>()
  const servers = new Map<string, ReadonlySet<string>>()
  const needsServers = people.some((one) => one.servers.length > 0)
  for (const { name, admin, servers: active } of await hub.users
    .list({}, { signal })
    .toArray({ consistent: true })) {
    if (admin === undefined) throw authError('your token may not see who is an admin')
    users.set(name, admin)
    if (active !== undefined) servers.set(name, new Set(Object.keys(active ?? {})))
    else if (needsServers)
      throw authError('your token may not see servers', 'It needs read:servers.')
  }
  const names = new Set(wanted.map(({ name }) => name))
  const groups = new Map<string, GroupState>()
  if (names.size > 0) {
    for await (const group of hub.groups.list({ signal })) {
      if (names.has(group.name)) groups.set(group.name, groupStateOf(group))
    }
  }
  return { self, users, servers, groups }
}

function groupStateOf({ name, users, properties }: Group): GroupState {
  if (users === undefined) throw authError(`your token may not see the members of ${name}`)
  return { members: new Set(users), properties: properties ?? {} }
}

async function needProperties(hub: JupyterHub, signal: AbortSignal): Promise<void> {
  const { groupProperties, version } = await hub.capabilities({ signal })
  if (groupProperties) return
  throw failure(
    `groups have properties since JupyterHub 4.0, and this is ${version}`,
    'Leave "properties" out of the roster.',
  )
}
