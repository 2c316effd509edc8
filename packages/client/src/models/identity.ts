import type { Service } from './service.ts'
import type { User } from './user.ts'

/** What the hub adds about the credential itself. */
export interface Credential {
  /** Id of the token in use; `null` for a cookie. Hub 5.0. */
  readonly token_id?: string | null
  /** Login session of an OAuth token. Hub 2.0. */
  readonly session_id?: string | null
  /** What the credential may do: sorted, expanded through the hierarchy of scopes. Hub 2.0. */
  readonly scopes?: readonly string[]
}

/** Who the token belongs to, a user or a service (see `kind`), and what it may do. */
export type Identity = (User & Credential) | (Service & { readonly kind: 'service' } & Credential)
