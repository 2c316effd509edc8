import type { OperationId } from '../operations.ts'

/**
 * Why the hub refused something:
 * `no_token`: the request had none;
 * `unknown_token`: the hub does not know it: it is misspelt, was revoked, or has expired;
 * `stale_login`: the login has to be renewed of the owner of the token, which the hub knows, or of the server to start;
 * `no_login`: nobody is logged in where the cookie comes from;
 * `wrong_login`: the login that went along in place of a token was refused;
 * `xsrf`: a request with a cookie lacked the sign that the hub's own page sent it;
 * `missing_scope`: the token has no scope that would do;
 * `filter`: it has one, narrowed to something else;
 * `hidden_target`: it has one, narrowed to a group: the user is not in it, or there is no such user;
 * `no_such_target`: it may do it, but there is no such thing;
 * `admin_only`: only an admin may, whatever the scopes;
 * `service_filter`: the hub does not honour filters of `tokens` where a service makes a token;
 * `other`: it cannot be told.
 */
export type RefusalCause =
  | 'no_token'
  | 'unknown_token'
  | 'stale_login'
  | 'no_login'
  | 'wrong_login'
  | 'xsrf'
  | 'missing_scope'
  | 'filter'
  | 'hidden_target'
  | 'no_such_target'
  | 'admin_only'
  | 'service_filter'
  | 'other'

/** Why the hub refused something, and what helps. No secret is in it. */
export interface Explanation {
  readonly cause: RefusalCause
  /** All of it in plain words, several lines. */
  readonly text: string
  /** Who the hub takes the caller for; `undefined` if it does not know. */
  readonly identity:
    | { readonly kind: 'user' | 'service'; readonly name: string; readonly admin: boolean }
    | undefined
  /** The operation that was refused; `undefined` for `hub.request`. */
  readonly operation: OperationId | undefined
  /** The names that it was about: `{ user: 'ada' }`. */
  readonly target: Readonly<Record<string, string>>
  /** Scopes any one of which would do. */
  readonly needs: readonly string[]
  /** What is held of them, with their filters. */
  readonly holds: readonly string[]
  /** The narrowest scopes, as far as can be told from the error, that would let it through. */
  readonly missing: readonly string[]
  /** What to change so that the hub lets it through, as far as scopes do. */
  readonly remedy: Remedy | undefined
}

/** What would have let a refused request through. Where both are needed, both are there. */
export interface Remedy {
  /** Lines for `jupyterhub_config.py`, which the hub reads when it starts; `undefined` if the user may do it already. */
  readonly config: string | undefined
  /** A token that may do it, if tokens can be limited; `undefined` for services, whose tokens are configured. */
  readonly token: { readonly user: string; readonly scopes: readonly string[] } | undefined
}
