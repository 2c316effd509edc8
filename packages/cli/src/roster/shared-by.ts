import type { JupyterHub, Share } from 'jupyterhub-client'
import { withoutFilter } from './scopes.ts'
import type { ServerShare } from './shares.ts'

/** So many owners are asked about at once. */
const atOnce = 10

/** What people share of their servers. The hub has no list of all that is shared: each of them is asked about. */
export async function sharedBy(
  hub: JupyterHub,
  owners: readonly string[],
  signal: AbortSignal,
): Promise<ServerShare[]> {
  const found: ServerShare[] = []
  for (let at = 0; at < owners.length; at += atOnce) {
    const lists = await Promise.all(
      owners.slice(at, at + atOnce).map((one) => hub.shares.ofOwner(one, { signal }).toArray()),
    )
    found.push(...lists.flat().flatMap(shareOf))
  }
  return found
}

function shareOf({ server, scopes, kind, user, group }: Share): ServerShare[] {
  const name = (user ?? group)?.name
  if (name === undefined) return []
  const { user: owner, name: which } = server
  return [{ owner: owner.name, server: which, kind, name, scopes: scopes.map(withoutFilter) }]
}
