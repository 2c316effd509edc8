import type { Clock } from './clock.ts'
import { Faults } from './faults/faults.ts'
import type { Listener } from './listen.ts'
import type { LoggedRequest } from './log/logged-request.ts'
import type { HubOptions } from './options.ts'
import type { ScriptedSpawner } from './spawn/spawners.ts'
import { State } from './state/state.ts'
/** A hub in this process. */
export interface EmulatedHub {
  /** Base URL, with a slash at the end; nothing listens there until {@link EmulatedHub.listen}. */
  readonly url: string
  readonly version: string
  readonly clock: Clock
  /** Decides how servers start. */
  readonly spawner: ScriptedSpawner
  /** All that the hub knows, to look at and to change. */
  readonly state: State
  /** Requests in the order in which they were answered. */
  readonly requests: readonly LoggedRequest[]
  /** What is to go wrong. */
  readonly faults: Faults
  /** Answers a request as the hub, and the proxy before it, would. May be handed to a client in place of `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Throws an error if there have been requests for what the hub does not have, or with a body that it did not read; its
   * message shows what comes nearest to each.
   */
  assertUnderstood(): void
  /** Serves the hub on loopback; {@link EmulatedHub.url} is then where. */
  listen(options?: { readonly port?: number }): Promise<Listener>
}
/** Makes a hub. Nothing is started, and nothing has to be stopped. */
export declare function createHub(options?: HubOptions): EmulatedHub
//# sourceMappingURL=create-hub.d.ts.map
