import type { SavedFile } from '../single-user/contents.ts'
import type { Kernel } from '../single-user/kernels.ts'
import type { Pending } from '../state/server.ts'
import type { Token } from '../state/token.ts'
import type { ProgressEvent } from './progress-event.ts'
import type { SpawnError } from './spawn-error.ts'
import type { SpawnStep } from './steps.ts'

/** How a start ended. */
export type Outcome = 'up' | 'cancelled' | SpawnError

/** A start that was begun. */
export interface Spawn {
  /** Resolves when it has ended, however that was. */
  readonly ended: Promise<Outcome>
  /** Calls it off. */
  cancel(): void
}

/** What the hub holds in its memory of a server: what it is doing, and how its last start ended. */
export class Spawner {
  /** What the server is started with; those of the database are told by another one. */
  userOptions: Readonly<Record<string, unknown>>
  spawnPending = false
  stopPending = false
  /** Whether it has an address, which it is given when its start begins. */
  hasAddress = false
  /** Whether the proxy knows the way to it. */
  routed = false
  /** Number of its process; 0: there is none. */
  pid = 0
  /** When its process ends by itself; `null`: it does not. */
  diesAt: number | null = null
  /** What its start consists of. */
  steps: readonly SpawnStep[] = []
  /** The token that it was given. */
  token: Token | null = null
  /** The start that is under way. */
  spawn: Spawn | null = null
  /** Why the last start failed. */
  failure: SpawnError | null = null
  /** The stop that is under way. */
  stopped: Promise<void> | null = null
  /** What its process has in it. */
  readonly notebook: {
    readonly kernels: Map<string, Kernel>
    readonly files: Map<string, SavedFile>
  } = { kernels: new Map(), files: new Map() }
  readonly #events: ProgressEvent[] = []
  readonly #followers = new Set<(event: ProgressEvent) => void>()

  constructor(userOptions: Readonly<Record<string, unknown>> | null) {
    this.userOptions = userOptions ?? {}
  }

  get pending(): Pending {
    if (this.spawnPending) return 'spawn'
    return this.stopPending ? 'stop' : null
  }

  /** Has an address, and nothing pending: what the hub takes for being up. */
  get ready(): boolean {
    return this.pending === null && this.hasAddress
  }

  /** Ready, and there is a process, too. */
  get runs(): boolean {
    return this.ready && this.pid !== 0
  }

  get active(): boolean {
    return this.ready || this.pending !== null
  }

  /** Tells something of a start. */
  tell(event: ProgressEvent): void {
    this.#events.push(event)
    for (const follower of this.#followers) follower(event)
  }

  /**
   * Hears what was told, and what will be.
   *
   * @returns Ends that.
   */
  follow(follower: (event: ProgressEvent) => void): () => void {
    for (const event of this.#events) follower(event)
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }
}
