import type { Pending } from './common.ts'
import type { ProgressEvent, Server } from './server.ts'

/** How a server is. */
export interface ServerStatus {
  /**
   * `ready`, `stopped`, `absent` (no such named server; before hub 3.0 that shows as `stopped`), or what the hub is about:
   * `spawn`, `stop`, `check`, `rename`.
   */
  readonly state: 'ready' | 'stopped' | 'absent' | NonNullable<Pending>
  /** The server, if the hub shows it. */
  readonly server: Server | undefined
}

/** Something that happened on the way to a server that is ready. */
export interface Moment {
  /** Milliseconds since the call began. */
  readonly ms: number
  /**
   * `requested`: the hub was asked to start it; `throttled`: the hub put the start off; `progress`: an event of the
   * progress stream; `ready`: the hub says that it is ready.
   */
  readonly what: 'requested' | 'throttled' | 'progress' | 'ready'
  /** What the stream said. */
  readonly event?: ProgressEvent
}

/** A server that is ready, and how it became so. */
export interface RunningServer {
  readonly server: Server
  /** Oldest first. A server that was ready already has one moment: `ready`. */
  readonly timeline: readonly Moment[]
}
