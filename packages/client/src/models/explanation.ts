import type { OperationId } from '../operations.ts'

/**
 * Why the hub refused something:
 * `no_token`: the request had none;
 * `unknown_token`: the hub does not know it: it is misspelt, was revoked, or has expired;
 * `stale_login`: the hub knows the token, but the login of its owner has to be renewed;
 * `xsrf`: a request with a cookie lacked the sign that the hub's own page sent it;
 * `missing_scope`: the token has no scope that would do;
 * `filter`: it has one, narrowed to something else;
 * `hidden_target`: it has one, narrowed to a group: the user is not in it, or there is no such user;
 * `no_such_target`: it may do it, but there is no such thing;
 * `admin_only`: only an admin may, whatever the scopes;
 * `service_filter`: the hub does not honour filters of `tokens` where a service makes a token;
 * `other`: none of these.
 */
export type RefusalCause =
  | 'no_token'
  | 'unknown_token'
  | 'stale_login'
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
  /** The narrowest scopes that would let it through. */
  readonly missing: readonly string[]
  /** What to change so that the hub lets it through, as far as scopes do. */
  readonly remedy: Remedy | undefined
}

/** A change that would have let a refused request through. */
export interface Remedy {
  /** For `jupyterhub_config.py`. The hub reads it when it starts. */
  readonly config: string
  /** If the owner of the token may already do more than the token: the token to ask for. */
  readonly token: { readonly user: string; readonly scopes: readonly string[] } | undefined
}
