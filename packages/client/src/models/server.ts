import type { Pending, Timestamp } from './common.ts'

/**
 * A single-user server: the default one (name `''`) or a named one.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html
 */
export interface Server {
  /** The server's name; `''` is the user's default server. */
  readonly name: string
  /** Name for people. `''` for the default server, `null` for one made before hub 6.0. Hub 6.0. */
  readonly display_name?: string | null
  /** `user/server`; the default server's ends with the slash (`ada/`). Hub 5.0. */
  readonly full_name?: string
  /** Last activity seen; `null` if there was none. */
  readonly last_activity: Timestamp | null
  /** When it was last started; `null` while it is stopped. */
  readonly started: Timestamp | null
  /** What is under way; `null` when nothing is. */
  readonly pending: Pending
  /** Up and answering. Never true while `pending`. */
  readonly ready: boolean
  /** Neither ready nor pending. Hub 3.0. */
  readonly stopped?: boolean
  /** Where it answers: a path that includes the hub's base URL, or a whole URL on a hub with subdomains. */
  readonly url: string
  /** What the spawner was asked for; `null` for a server that never ran. Hub 1.1. */
  readonly user_options?: Readonly<Record<string, unknown>> | null
  /** Path of the progress stream, base URL included. */
  readonly progress_url: string
  /** Public URL, where the hub knows its own (`public_url`, subdomains), else `null`. Hub 5.0. */
  readonly full_url?: string | null
  /** Public URL of the progress stream, on the same condition. Hub 5.0. */
  readonly full_progress_url?: string | null
  /** The spawner's own state; only with `admin:server_state` (hub 1.x: `null` for others). */
  readonly state?: Readonly<Record<string, unknown>> | null
}

/** What a call that starts or stops a server was told. */
export interface ServerTransition {
  /** The HTTP status: 201 or 202 for a start, 204 or 202 for a stop. */
  readonly status: number
  /**
   * The hub was still at it when it answered. For a start, `false` is not yet proof that the server is ready:
   * hub 6.0.0b2 answers 201 at once to a start that follows a failed one.
   */
  readonly pending: boolean
}

/**
 * One event of a server's progress stream. Spawners add fields of their own.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/spawners.html
 */
export interface ProgressEvent {
  /** 0 to 100; may be absent, repeat or go down. */
  readonly progress?: number
  /** What is happening, in plain text. */
  readonly message?: string
  /** The same with markup. */
  readonly html_message?: string
  /** The server is up: the stream's last event. */
  readonly ready?: boolean
  /** The server did not come up: the stream's last event. */
  readonly failed?: boolean
  /** Where the server answers, in the event that says `ready`. */
  readonly url?: string
  readonly [extra: string]: unknown
}
