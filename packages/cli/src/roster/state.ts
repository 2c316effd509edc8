import { NotFoundError } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { authError } from '../errors/cli-error.ts'
import type { HubState } from './plan.ts'
import type { Roster } from './roster.ts'

/** Looks at the hub, as far as a roster is about it. */
export async function stateOf(
  hub: JupyterHub,
  { groups: named }: Pick<Roster, 'groups'>,
  signal: AbortSignal,
): Promise<HubState> {
  const { name: self } = await hub.whoami({ signal })
  const users = new Map<string, boolean>()
  for (const { name, admin } of await hub.users
    .list({}, { signal })
    .toArray({ consistent: true })) {
    if (admin === undefined) throw authError('your token may not see who is an admin')
    users.set(name, admin)
  }
  const groups = new Map<string, ReadonlySet<string>>()
  for (const name of named) {
    const members = await membersOf(hub, name, signal)
    if (members !== undefined) groups.set(name, new Set(members))
  }
  return { self, users, groups }
}

async function membersOf(
  hub: JupyterHub,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  try {
    const { users } = await hub.groups.get(name, { signal })
    if (users === undefined) throw authError(`your token may not see the members of ${name}`)
    return users
  } catch (error) {
    if (NotFoundError.isInstance(error)) return undefined
    throw error
  }
}
