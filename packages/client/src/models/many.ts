import type { Moment } from './lifecycle.ts'
import type { ProgressEvent, Server } from './server.ts'
import type { User } from './user.ts'

/** A server, and what it is to be started with. */
export interface ServerSpec {
  readonly user: string
  /** `''` or none is the default server. */
  readonly name?: string | undefined
  /** As for a start. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
  /** As for a start. Hub 6.0. */
  readonly display_name?: string | undefined
}

/** A server among many: the name of a user means the default server. */
export type ServerTarget = string | ServerSpec

/** How many servers are brought to where they are wanted. */
export interface ManyOptions {
  /** The most that are under way at once: 10 unless given. Fewer are while the hub says "too many". */
  readonly concurrency?: number | undefined
  /** Told of everything that happens, at once; it is not waited for. What it throws ends the call. */
  readonly onEvent?: ((event: ServersEvent) => void) | undefined
}

/** What became of one server among many. */
export type ServerOutcome = {
  readonly user: string
  /** `''` is the default server. */
  readonly name: string
} & (
  | {
      /** It is as it was wanted. */
      readonly outcome: 'done'
      /** As the hub showed it when it was ready; `undefined` for one that was to be stopped. */
      readonly server: Server | undefined
      readonly timeline: readonly Moment[]
    }
  | {
      /** It is not, or is not known to be. */
      readonly outcome: 'failed'
      /** Why; for one that was under way when the caller aborted, the signal's reason. */
      readonly error: unknown
      /** As the hub showed it last, if it did. */
      readonly server: Server | undefined
    }
  | {
      /** No start and no stop was asked of the hub: the caller aborted, or the time was up. */
      readonly outcome: 'not_started'
    }
)

/** What became of one name among many. */
export interface CreatedUser {
  /** As it was given. */
  readonly name: string
  /** `invalid`: the hub's authenticator refuses it. */
  readonly outcome: 'created' | 'existed' | 'invalid'
  /** The new user, under the name that the hub made of the given one. */
  readonly user?: User
  /** What the hub says of an invalid name, perhaps along with others. */
  readonly message?: string
  /** An answer was lost, or broken off at another name: this call may be what created the user that exists. */
  readonly uncertain?: true
}

/** Something that happened to one server among many. */
export interface ServersEvent {
  readonly user: string
  readonly name: string
  /** `throttled`: the hub put its start off; it is tried again when another has started, or after `retryAfterMs`. */
  readonly what: 'started' | 'progress' | 'throttled' | 'done' | 'failed' | 'not_started'
  /** Milliseconds since the call began. */
  readonly ms: number
  /** Servers that are under way. */
  readonly active: number
  /** Servers that wait for their turn. */
  readonly waiting: number
  /** What the progress stream said. */
  readonly event?: ProgressEvent
  /** How long the hub asked to wait, in milliseconds; `undefined` if it did not say. */
  readonly retryAfterMs?: number | undefined
  /** Why it `failed`; for one that was under way when the caller aborted, the signal's reason. */
  readonly error?: unknown
}
