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
  | { readonly wait: number }
  | { readonly fail: string; readonly status?: number }
  | { readonly hang: true }
  | { readonly stop: number }
  | { readonly die: number }
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

const events: readonly ProgressEvent[] = [
  { progress: 10, message: 'Requested resources' },
  { progress: 50, message: 'Pulling image' },
  { progress: 80, message: 'Starting container' },
]

/**
 * Starts servers as their options say: `spawner` is `fast` (as it is without options), `slow`, `fail`, `fail-late` or
 * `never`; `seconds` is how long it takes, and `stop_seconds` how long a stop does.
 */
export function stepsByOptions({ user_options }: SpawnRequest): readonly SpawnStep[] {
  const kind = user_options['spawner'] ?? 'fast'
  const ms = msOf(user_options['seconds'] ?? 2)
  const stop: SpawnStep = { stop: msOf(user_options['stop_seconds'] ?? 0) }
  if (kind === 'fail') return [stop, { fail: 'no room for this server' }]
  if (kind === 'never') return [stop, ...eventsIn(ms), { hang: true }]
  if (kind === 'fail-late') return [stop, ...eventsIn(ms), { fail: 'the room was taken' }]
  return kind === 'slow' ? [stop, ...eventsIn(ms)] : [stop]
}

const msOf = (seconds: unknown): number => (typeof seconds === 'number' ? seconds * 1000 : 0)

/** Events, each followed by a pause, and one more pause. */
function eventsIn(ms: number): readonly SpawnStep[] {
  const pause = { wait: ms / (events.length + 1) }
  return [...events.flatMap((event) => [event, pause]), pause]
}
