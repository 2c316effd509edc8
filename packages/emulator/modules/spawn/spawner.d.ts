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
export declare class Spawner {
  #private
  /** What the server is started with; those of the database are told by another one. */
  userOptions: Readonly<Record<string, unknown>>
  spawnPending: boolean
  stopPending: boolean
  /** Whether it has an address, which it is given when its start begins. */
  hasAddress: boolean
  /** Whether the proxy knows the way to it. */
  routed: boolean
  /** Number of its process; 0: there is none. */
  pid: number
  /** What its start consists of. */
  steps: readonly SpawnStep[]
  /** The token that it was given. */
  token: Token | null
  /** The start that is under way. */
  spawn: Spawn | null
  /** Why the last start failed. */
  failure: SpawnError | null
  /** The stop that is under way. */
  stopped: Promise<void> | null
  /** What its process has in it. */
  readonly notebook: {
    readonly kernels: Map<string, Kernel>
    readonly files: Map<string, SavedFile>
  }
  constructor(userOptions: Readonly<Record<string, unknown>> | null)
  get pending(): Pending
  /** Has an address, and nothing pending: what the hub takes for being up. */
  get ready(): boolean
  /** Ready, and there is a process, too. */
  get runs(): boolean
  get active(): boolean
  /** Tells something of a start. */
  tell(event: ProgressEvent): void
  /**
   * Hears what was told, and what will be.
   *
   * @returns Ends that.
   */
  follow(follower: (event: ProgressEvent) => void): () => void
}
//# sourceMappingURL=spawner.d.ts.map
