import type { Timestamp } from './common.ts'

/** The server that a share or a share code is about. */
export interface SharedServer {
  /** Its owner. */
  readonly user: { readonly name: string }
  /** Its name; `''` is the owner's default server. */
  readonly name: string
  /** Path, base URL included, or a whole URL on a hub with subdomains. */
  readonly url: string
  /** Public URL, where the hub knows its own. */
  readonly full_url: string | null
  readonly ready: boolean
}

/**
 * Access to a server, given to a user or to a group. Hub 5.0.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/sharing.html
 */
export interface Share {
  readonly server: SharedServer
  /** What was granted; each ends with `!server=owner/name`. */
  readonly scopes: readonly string[]
  readonly user: { readonly name: string } | null
  readonly group: { readonly name: string } | null
  readonly kind: 'user' | 'group'
  readonly created_at: Timestamp
}

/** A code that whoever has it can exchange for access to a server. Hub 5.0. */
export interface ShareCode {
  readonly server: SharedServer
  /** What the code grants; each ends with `!server=owner/name`. */
  readonly scopes: readonly string[]
  /** Names the code in `shareCodes.revoke`: `sc_12`. Not a secret. */
  readonly id: string
  readonly created_at: Timestamp
  readonly expires_at: Timestamp | null
  /** How often it was accepted. */
  readonly exchange_count: number
  readonly last_exchanged_at: Timestamp | null
}

/** A code just made, with its secret: the hub never shows `code` again. */
export interface NewShareCode extends ShareCode {
  readonly code: string
  /** Path of the page that accepts it, base URL included. */
  readonly accept_url: string
  /** Public URL of that page, where the hub knows its own. */
  readonly full_accept_url: string | null
}
