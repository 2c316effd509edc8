/**
 * Every scope of hubs 2.0 to 6.0, without filters.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
 */
export type BaseScope =
  | 'access:servers'
  | 'access:services'
  | 'admin-ui'
  | 'admin:auth_state'
  | 'admin:groups'
  | 'admin:server_state'
  | 'admin:servers'
  | 'admin:services'
  | 'admin:users'
  | 'delete:groups'
  | 'delete:servers'
  | 'delete:users'
  | 'groups'
  | 'groups:shares'
  | 'list:groups'
  | 'list:services'
  | 'list:users'
  | 'proxy'
  | 'read:groups'
  | 'read:groups:name'
  | 'read:groups:shares'
  | 'read:hub'
  | 'read:metrics'
  | 'read:roles'
  | 'read:roles:groups'
  | 'read:roles:services'
  | 'read:roles:users'
  | 'read:servers'
  | 'read:services'
  | 'read:services:name'
  | 'read:shares'
  | 'read:tokens'
  | 'read:users'
  | 'read:users:activity'
  | 'read:users:groups'
  | 'read:users:name'
  | 'read:users:shares'
  | 'servers'
  | 'shares'
  | 'shutdown'
  | 'start:servers'
  | 'tokens'
  | 'users'
  | 'users:activity'
  | 'users:shares'

/**
 * Narrows a scope to one user, to the members of a group (for scopes about groups: to the group itself), to one
 * server or to one service. The short forms mean the owner itself; `server` and `service` alone since hub 3.0.
 */
export type ScopeFilter =
  | `user=${string}`
  | `group=${string}`
  | `server=${string}/${string}`
  | `service=${string}`
  | 'user'
  | 'server'
  | 'service'

/** Scopes that stand for others: all that a user may do to itself, all that the token's owner may do, or nothing. */
export type MetaScope = 'self' | 'inherit' | '(no_scope)'

/** A scope that a deployment defines itself. Hub 3.0. */
export type CustomScope = `custom:${string}`

/**
 * A scope to ask for: `'read:users'`, `'servers!user=ada'`, `'access:servers!server=ada/lab'`. One filter a scope.
 * A scope that does not exist does not compile. Answers carry plain strings, since newer hubs know more scopes.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
 */
export type Scope = BaseScope | `${BaseScope}!${ScopeFilter}` | MetaScope | CustomScope
