import type { Hub } from '../hub.ts'
import { accessScope, resourceOf } from '../oauth/clients.ts'
import type { Role } from '../state/role.ts'
import type { Server } from '../state/server.ts'
import type { Service } from '../state/service.ts'
import { shareScopes } from '../state/share.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
import { expandScopes } from './expand.ts'
import type { ScopeClient } from './expand.ts'
import type { GroupsOf } from './scopes.ts'
import { intersectScopes, reduceScopes } from './scopes.ts'

/** Finds the groups of a user by name. */
export const groupsOf =
  ({ state }: Hub): GroupsOf =>
  (name) =>
    new Set([...(state.users.get(name)?.groups ?? [])].map((group) => group.name))

/** All that a user, or a service, may do: by roles, and by what is shared with a user and the groups of the user. */
export function scopesOfOwner(hub: Hub, owner: User | Service): Set<string> {
  const scopes = scopesOfRoles(hub, owner)
  if (owner.kind === 'service') return scopes
  for (const sharedWith of [owner, ...owner.groups]) {
    for (const share of hub.state.shares.with(sharedWith)) {
      for (const scope of expandScopes(shareScopes(share), hub)) scopes.add(scope)
    }
  }
  return scopes
}

const scopesOfRoles = (hub: Hub, owner: User | Service): Set<string> =>
  expandScopes(rawScopes(rolesOf(owner)), hub, owner)

/** What the owner of a token may do, as the hub sees it: of what is shared with groups it knows nothing here. */
function scopesOfHolder(hub: Hub, owner: User | Service): Set<string> {
  const scopes = scopesOfRoles(hub, owner)
  if (owner.kind === 'service') return scopes
  for (const share of hub.state.shares.with(owner)) {
    for (const scope of shareScopes(share)) scopes.add(scope)
  }
  return scopes
}

/** All that a token may do: never more than its owner. */
export function scopesOfToken(hub: Hub, token: Token): Set<string> {
  const held = scopesOfHolder(hub, token.owner)
  const raw = new Set(hub.traits.tokenRoles ? rawScopes(token.roles) : token.scopes)
  if (raw.has('inherit')) return held
  // Hub 2.x takes the token itself for the owner, and does not resolve `self`.
  if (hub.traits.tokenRoles) raw.delete('self')
  const { clientId } = token
  const client = clientId === 'jupyterhub' ? undefined : resourceOf(hub, clientId)
  const own = expandScopes(raw, hub, token.owner, clientOf(client))
  if (hub.traits.tokenRoles && client !== undefined) own.add(accessScope(client))
  if (hub.traits.tokenScopes) for (const scope of identifyScopes(token.owner)) own.add(scope)
  return intersectScopes(reduceScopes(own), held, groupsOf(hub))
}

/** What it takes to see who one is. */
export function identifyScopes({ kind, name }: User | Service): string[] {
  return kind === 'user'
    ? [`read:users:name!user=${name}`, `read:users:groups!user=${name}`]
    : [`read:services:name!service=${name}`]
}

/** Scopes of roles, as they were written. */
export const rawScopes = (roles: Iterable<Role>): Set<string> =>
  new Set([...roles].flatMap(({ scopes }) => scopes))

/** Roles of somebody, and of the groups they are in. */
export function rolesOf(owner: User | Service): Role[] {
  const roles = [...owner.roles]
  if (owner.kind === 'user') for (const group of owner.groups) roles.push(...group.roles)
  return roles
}

function clientOf(client: Service | Server | undefined): ScopeClient {
  if (client === undefined) return {}
  return client.kind === 'service' ? { service: client.name } : { server: client.fullName }
}
