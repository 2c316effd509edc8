import type { Clock } from './clock.ts'
import type { HubConfig } from './config.ts'
import type { LoggedRequest } from './log/logged-request.ts'
import type { Random } from './random.ts'
import type { StepsOf } from './spawn/steps.ts'

/** A user that a hub starts with. */
export interface UserSeed {
  readonly name: string
  readonly admin?: boolean
  readonly auth_state?: Readonly<Record<string, unknown>>
  /** Of this user alone. */
  readonly password?: string
  /** A token that may do what the user may. */
  readonly token?: string
}

/** A group that a hub starts with. */
export interface GroupSeed {
  readonly name: string
  /** Names of users, who are made if need be. */
  readonly users?: readonly string[]
  readonly properties?: Readonly<Record<string, unknown>>
}

/** A service, by the names that `JupyterHub.services` has. */
export interface ServiceSeed {
  readonly name: string
  readonly api_token?: string
  readonly admin?: boolean
  readonly url?: string
  readonly info?: Readonly<Record<string, unknown>>
  readonly display?: boolean
  readonly oauth_client_id?: string
  readonly oauth_redirect_uri?: string
  readonly oauth_no_confirm?: boolean
  readonly oauth_client_allowed_scopes?: readonly string[]
}

/** A role, by the names that `JupyterHub.load_roles` has. `user`, `server` and `token` may be given anew. */
export interface RoleSeed {
  readonly name: string
  readonly description?: string
  readonly scopes: readonly string[]
  readonly users?: readonly string[]
  readonly groups?: readonly string[]
  readonly services?: readonly string[]
}

/** Which hub to emulate, and what is in it. */
export interface HubOptions {
  /** `6.0.1`, or `6.0` for the last release of a line: the newest unless given. */
  readonly version?: string
  /** Path below which the hub answers, with or without slashes around it: `/` unless given. */
  readonly baseUrl?: string
  readonly users?: Iterable<string | UserSeed>
  readonly groups?: Iterable<GroupSeed>
  readonly services?: Iterable<ServiceSeed>
  readonly roles?: Iterable<RoleSeed>
  readonly config?: Partial<HubConfig>
  /** The machine's unless given. */
  readonly clock?: Clock
  /**
   * Whether requests for what the hub does not have, or with a body that it does not read, are answered with 501 and an
   * explanation, not as the hub would.
   */
  readonly strict?: boolean
  /** Told of every request once its answer has begun, or has failed to. */
  readonly onRequest?: (request: LoggedRequest) => void
  /** `Math.random` unless given. Tokens and codes differ from each other even if its numbers repeat. */
  readonly random?: Random
  /**
   * Whether the login behind a user's tokens and cookies is still good, as `Authenticator.refresh_user` says; who comes with
   * one that is not is nobody. That of everybody unless given.
   */
  readonly refreshUser?: (user: string) => boolean
  /** Says how servers start, unless they have a script: as `spawner` among their options says, unless given. */
  readonly spawner?: StepsOf
}
