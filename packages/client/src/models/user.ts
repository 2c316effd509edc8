import type { Pending, Timestamp } from './common.ts'
import type { Server } from './server.ts'

/**
 * A user, as much of it as the token may see: the hub leaves out every field that the scopes in brackets
 * do not cover, so all but `kind` and `name` are optional.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
 */
export interface User {
  readonly kind: 'user'
  readonly name: string
  /** May do everything. [`read:users`, `read:users:name` or `read:roles:users`] */
  readonly admin?: boolean
  /** Not written by any released hub yet. Hub 6.0. */
  readonly user_info?: Readonly<Record<string, unknown>> | null
  /** Roles given to the user itself, not those that come through groups. [`read:users`, `read:roles:users`] Hub 2.0. */
  readonly roles?: readonly string[]
  /** Names of the user's groups. [`read:users`, `read:users:groups`] */
  readonly groups?: readonly string[]
  /** URL of the default server if it is ready, else `null`. [`read:users`] */
  readonly server?: string | null
  /** What is under way on the default server; named servers are in `servers`. [`read:users`] */
  readonly pending?: Pending
  /** [`read:users`] */
  readonly created?: Timestamp | null
  /** [`read:users`, `read:users:activity`] */
  readonly last_activity?: Timestamp | null
  /**
   * Servers by name, `''` the default one. Only active servers, unless stopped ones were asked for (hub 3.0).
   * Hub 1.x sends `null` in some answers. [`read:servers`]
   */
  readonly servers?: Readonly<Record<string, Server>> | null
  /**
   * What the authenticator keeps. The real value only in the answers of `users.get` and `users.update`; `null`
   * in lists. [`admin:auth_state`]
   */
  readonly auth_state?: Readonly<Record<string, unknown>> | null
}

/** Activity to record for a user, its servers, or both; at least one of them. */
export interface UserActivity {
  /** Moment of the user's activity, ISO 8601; the hub takes it for UTC if it has no offset. */
  readonly last_activity?: Timestamp | undefined
  /** Moments of activity by server name, `''` the default server. */
  readonly servers?: Readonly<Record<string, { readonly last_activity: Timestamp }>> | undefined
}
