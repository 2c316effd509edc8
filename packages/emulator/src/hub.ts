import type { Scopes } from './auth/custom-scopes.ts'
import type { Clock } from './clock.ts'
import type { HubConfig } from './config.ts'
import type { Random } from './random.ts'
import type { Running } from './running.ts'
import type { Spawners } from './spawn/spawners.ts'
import type { State } from './state/state.ts'
import type { Traits } from './versions.ts'

/** The hub that handlers work on. */
export interface Hub {
  readonly version: string
  readonly traits: Traits
  /** Every scope that it knows. */
  readonly scopes: Scopes
  /** Path below which the hub answers, with a slash at both ends. */
  readonly baseUrl: string
  /** Where the hub is reached. */
  url: URL
  readonly config: HubConfig
  readonly state: State
  readonly clock: Clock
  readonly random: Random
  /** Whether the login behind a user's tokens and cookies is still good. */
  readonly refreshUser: (user: string) => boolean
  /** How servers start, and those that do. */
  readonly spawner: Spawners
  /** What cookies are signed with. */
  readonly cookieSecret: string
  /** The proxy's location, as the hub believes it to be. */
  proxy: HubConfig['proxy']
  /** Whether the hub, and the proxy before it, still run. */
  readonly running: Running
  /** Ends the hub, and what else is said. */
  shutDown(what: { readonly proxy: boolean; readonly servers: boolean }): void
}
