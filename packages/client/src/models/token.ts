import type { OtherString, Timestamp } from './common.ts'

/**
 * A token without its secret.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/howto/rest.html
 */
export interface Token {
  /** Owner, if that is a user; a token has exactly one of `user` and `service`. */
  readonly user?: string
  /** Owner, if that is a service. */
  readonly service?: string
  /** Names the token in `tokens.get` and `tokens.revoke`: `a12`. Not a secret. */
  readonly id: string
  /** Hub 1.x also has `oauth` tokens. */
  readonly kind: 'api_token' | OtherString
  /** Hub 2.x: the token's roles. Later: always empty, see `scopes`. Hub 2.0. */
  readonly roles?: readonly string[]
  /** What the token may do at this moment, expanded and cut to what its owner may do. In no order. Hub 3.0. */
  readonly scopes?: readonly string[]
  readonly created: Timestamp | null
  readonly last_activity: Timestamp | null
  /** `null`: it does not expire. */
  readonly expires_at: Timestamp | null
  /** Absent for hub 1.x's OAuth tokens. */
  readonly note?: string
  /** Login session of an OAuth token. Hub 2.0. */
  readonly session_id?: string | null
  /** `JupyterHub` for tokens made through the API, else the OAuth client's description. Hub 2.0 (in 1.x: of OAuth tokens). */
  readonly oauth_client?: string
}

/** A token just made, with its secret: the hub never shows `token` again. */
export interface NewToken extends Token {
  readonly token: string
}
