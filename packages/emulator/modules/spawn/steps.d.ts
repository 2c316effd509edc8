import type { ProgressEvent } from './progress-event.ts'
/**
 * One thing of what a start consists of; after the last, the server is up.
 *
 * - `wait`: nothing happens for so many milliseconds.
 * - `fail`: the start fails, with these words. `status` is that of the answer to whoever waits for it: 500 unless given.
 * - `hang`: nothing happens any more, until the hub gives up or the start is called off.
 * - `stop`: stopping the server will take so many milliseconds.
 * - `die`: its process ends by itself, so many milliseconds after the server came up. The hub finds out when it looks next.
 * - anything else: an event of the start's progress.
 */
export type SpawnStep =
  | {
      readonly wait: number
    }
  | {
      readonly fail: string
      readonly status?: number
    }
  | {
      readonly hang: true
    }
  | {
      readonly stop: number
    }
  | {
      readonly die: number
    }
  | ProgressEvent
/** Says what the start of a server consists of. */
export type StepsOf = (start: SpawnRequest) => readonly SpawnStep[]
/** A start that was asked for. */
export interface SpawnRequest {
  readonly user: string
  /** Empty for the default server. */
  readonly server: string
  readonly user_options: Readonly<Record<string, unknown>>
}
/**
 * Starts servers as their options say: `spawner` is `fast` (as it is without options), `slow`, `fail`, `fail-late` or
 * `never`; `seconds` is how long it takes, and `stop_seconds` how long a stop does.
 */
export declare function stepsByOptions({ user_options }: SpawnRequest): readonly SpawnStep[]
//# sourceMappingURL=steps.d.ts.map
