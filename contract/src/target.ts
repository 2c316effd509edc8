import type { ClientOptions, JupyterHub, OperationId } from 'jupyterhub-client'
import type { Browser } from './browser.ts'

/** Settings of a hub that a behaviour depends on, by the hub's own names. Absent: as the hub has it by default. */
export interface HubSettings {
  readonly concurrent_spawn_limit?: number
  readonly active_server_limit?: number
  readonly named_server_limit_per_user?: number
  readonly allow_named_servers?: boolean
  /** Hub 5.1. */
  readonly token_expires_in_max_seconds?: number
  /** Seconds in which the use of a token is noted once. */
  readonly activity_resolution?: number
  readonly api_page_default_limit?: number
  readonly api_page_max_limit?: number
  /** Roles besides those that every hub has. Hub 2.0. */
  readonly load_roles?: readonly {
    readonly name: string
    readonly scopes: readonly string[]
    readonly users?: readonly string[]
    readonly services?: readonly string[]
  }[]
  readonly admin_access?: boolean
}

/** A request below the hub's API that the client would not, or could not, send. */
export interface RawCall {
  /** `GET` unless given. */
  readonly method?: string
  /** Path below the API, encoded, with its query: `/users?limit=x`. */
  readonly path: string
  /** The admin's unless given; `null` sends none. */
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is if it is a string, else as JSON. */
  readonly body?: unknown
}

/** How the hub answered a {@link RawCall}. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The text as JSON, `undefined` if it is none. */
  readonly json: unknown
}

/**
 * The hub that the suites describe. They know nothing else of it: not where it runs, nor what it is made of.
 *
 * It has the users `admin` (an admin), `ada`, `b@x.org`, `c+d`, `e;f`, `g h`, `50%`, `Zoë` and `漢字`, the groups `staff`
 * (`ada`, `b@x.org`), `lab/5` (`c+d`) and `ü group` (`漢字`), and the services that {@link Target.tokens} names. The options
 * with which a server is started tell how it comes up: `{ spawner: 'fast' | 'slow' | 'fail' | 'fail-late' | 'never' }`.
 */
export interface Target {
  /** The hub's version: `6.0.1`. */
  readonly version: string
  /** Base URL, with a slash at the end. */
  readonly url: string
  /** Path of {@link Target.url}: `/`, or `/pfx/`. */
  readonly basePath: string
  /** Token of the service `root`, which holds every scope. It is an admin, but not a user. */
  readonly adminToken: string
  /**
   * Tokens of the services `lister` (`list:users`), `reader-ada` (`read:users!user=ada`), `nobody` (no scope), `starter`
   * (`servers`, `read:users:name`), `group-staff` (`list:users` and `read:users`, both `!group=staff`), `metrics`
   * (`read:metrics`), `minter-ada` (`tokens!user=ada`), `web`, `web-noconfirm` (OAuth), and of users: `user:admin`,
   * `user:ada`.
   */
  readonly tokens: Readonly<Record<string, string>>
  /** Password of every user. */
  readonly password: string
  /** Where the services `web` and `web-noconfirm` have their OAuth callback; nothing listens there. */
  readonly oauthCallback: string
  /** The proxy's own API, as the hub knows it. */
  readonly proxy: { readonly api_url: string; readonly auth_token: string }
  /** The hub with the admin's token. Nothing is repeated: what the hub says is what is seen. */
  readonly hub: JupyterHub

  /** The hub with a token of {@link Target.tokens}. */
  as(name: string, options?: Partial<ClientOptions>): JupyterHub
  /** The hub with a token of the test's own, or with none. */
  withToken(token: string | null, options?: Partial<ClientOptions>): JupyterHub
  /** Sends a request of the test's own making. */
  raw(call: RawCall): Promise<RawAnswer>
  /** Gets what is at an address of the hub or of one of its servers, without any credentials. */
  readonly visit: (address: string) => Promise<Response>
  /** A browser; with a user's name, one in which that user is logged in. */
  browser(user?: string): Promise<Browser>
  /** Whether the hub is of a release, or newer. */
  readonly atLeast: (release: string) => boolean
  /** Whether the table says that this hub has an operation. */
  readonly has: (operation: OperationId) => boolean
  /** A name that nothing on the hub has: lower-case letters, digits and hyphens, at most 30 after a short prefix. */
  uniqueName(prefix: string): string
  /** Remembers a secret of the test's own making, which must then be printed nowhere. */
  secret(value: string): string
  /** Starts a second hub of the same version with other settings, and stops it afterwards. */
  withHub(settings: HubSettings, use: (other: Target) => Promise<void>): Promise<void>
}

let current: Target | undefined

/** Says which hub the suites are to describe. */
export function setTarget(target: Target): void {
  current = target
}

/** The hub to describe. */
export function theTarget(): Target {
  if (current === undefined) throw new Error('no setup file of this project has set a target')
  return current
}
