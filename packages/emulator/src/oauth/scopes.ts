import { checkScopesExist } from '../auth/excess.ts'
import { expandScopes } from '../auth/expand.ts'
import { groupsOf, rawScopes, rolesOf } from '../auth/scopes-of.ts'
import { intersectScopes } from '../auth/scopes.ts'
import type { Hub } from '../hub.ts'
import { HttpError } from '../http/errors.ts'
import type { User } from '../state/user.ts'
import type { OAuthClient } from './clients.ts'
import { accessScope } from './clients.ts'

/**
 * What a client asks for, with what it always gets.
 *
 * @param asked - Scopes, or names of roles; empty: all that it may ask for.
 * @returns `undefined`: it may not ask for that.
 */
export function scopesAsked(
  hub: Hub,
  client: OAuthClient,
  user: User,
  asked: readonly string[],
): readonly string[] | undefined {
  const { traits } = hub
  if (!traits.scopes) return asked.length > 0 ? asked : ['identify']
  const wanted = asked.filter((scope) => scope !== 'identify')
  // Roles are what clients of hub 2.x ask for, and there are none that they may ask for.
  if (traits.tokenRoles) return wanted.length > 0 ? undefined : []
  const required = requiredScopes(client)
  const allowed = new Set([...client.allowedScopes, ...required])
  const raw = asked.length === 0 ? client.allowedScopes : scopesOrRoles(hub, wanted)
  if (raw === undefined) return undefined
  const requested = new Set([...raw, ...required])
  const { refused } = resolve(hub, client, user, requested, allowed)
  return refused.size > 0 ? undefined : [...requested]
}

/** What of it the user can give. */
export function scopesGiven(
  hub: Hub,
  client: OAuthClient,
  user: User,
  asked: readonly string[],
): readonly string[] {
  if (!hub.traits.tokenScopes) return asked
  const held = [...rawScopes(rolesOf(user)), 'inherit', ...requiredScopes(client)]
  return [...resolve(hub, client, user, new Set(asked), new Set(held)).granted]
}

/** What every client gets: who its visitor is, and that they may visit it. */
const requiredScopes = ({ resource }: OAuthClient): string[] => [
  'read:users:name!user',
  'read:users:groups!user',
  accessScope(resource),
]

function scopesOrRoles(hub: Hub, names: readonly string[]): readonly string[] | undefined {
  try {
    checkScopesExist(hub, names, 'client')
    return names
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const roles = names.flatMap((name) => hub.state.roles.get(name) ?? [])
    return roles.length === names.length ? [...rawScopes(roles)] : undefined
  }
}

interface Resolved {
  readonly granted: ReadonlySet<string>
  readonly refused: ReadonlySet<string>
}

/** Compares scopes first as they are written, then, for what is left, by all that they include. */
function resolve(
  hub: Hub,
  { resource }: OAuthClient,
  user: User,
  requested: ReadonlySet<string>,
  held: ReadonlySet<string>,
): Resolved {
  const client =
    resource.kind === 'service' ? { service: resource.name } : { server: resource.fullName }
  const expand = (scopes: Iterable<string>) => expandScopes(scopes, hub, user, client)
  const granted = new Set([...requested].filter((scope) => held.has(scope)))
  const refused = new Set([...requested].filter((scope) => !held.has(scope)))
  const expandedHeld = refused.size > 0 ? expand(held) : held
  for (const scope of refused) {
    const known = expand(granted)
    const missing = [...expand([scope])].filter((part) => !known.has(part))
    const common = intersectScopes(missing, expandedHeld, groupsOf(hub))
    if (missing.every((part) => common.has(part))) {
      granted.add(scope)
      refused.delete(scope)
    } else for (const part of common) granted.add(part)
  }
  return { granted, refused }
}
