import type { Clock } from '../transport/clock.ts'
import { afterEnd, afterStart, afterThrottle, hasRoom, newQueue } from './queue.ts'

/** What came of one go at a job: its result, or that the hub put it off, for so many milliseconds if it said so. */
export type Go<Result> =
  | { readonly result: Result }
  | { readonly throttled: { readonly retryAfterMs: number | undefined } }

/** How much there is to do. */
export interface Load {
  readonly active: number
  readonly waiting: number
}

/** What a pool works by. */
export interface PoolOptions<Job, Result> {
  readonly clock: Clock
  readonly concurrency: number
  /** Between the beginnings of two jobs, if not as long as the hub needs to refuse one. */
  readonly spreadMs: number | undefined
  /** No job begins once it is aborted. */
  readonly signal: AbortSignal
  /** Nor after that, by the clock. */
  readonly endsAt: number
  /** Must not reject, and must end soon after the signal aborts. */
  readonly work: (job: Job, load: () => Load) => Promise<Go<Result>>
  /** What becomes of a job that never began. */
  readonly leave: (job: Job, load: () => Load) => Result
}

/**
 * Works on jobs, as many at a time as the queue allows, and gives results as they come. It goes on beside whoever reads
 * them, so that a slow reader does not slow the hub down.
 */
export async function* pool<Job, Result>(
  jobs: Iterable<Job>,
  { clock, concurrency, spreadMs, signal, endsAt, work, leave }: PoolOptions<Job, Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting = [...jobs]
  const results: Result[] = []
  let queue = newQueue(concurrency, spreadMs)
  let underWay = 0
  let cancelAlarm = () => {}
  let wakeReader = () => {}
  const load = (): Load => ({ active: queue.active, waiting: waiting.length })

  async function go(job: Job): Promise<void> {
    const came = await work(job, load)
    const now = clock.now()
    if ('result' in came) {
      queue = afterEnd(queue, now)
      results.push(came.result)
    } else {
      queue = afterThrottle(queue, now, came.throttled.retryAfterMs)
      waiting.unshift(job)
    }
    underWay -= 1
    advance()
  }

  /** Begins what may begin, and sets an alarm for the time when more may. */
  function advance(): void {
    cancelAlarm()
    const now = clock.now()
    if (signal.aborted || now >= endsAt) {
      for (const job of waiting.splice(0)) results.push(leave(job, load))
    }
    while (hasRoom(queue, now)) {
      const job = waiting.shift()
      if (job === undefined) break
      queue = afterStart(queue, now)
      underWay += 1
      void go(job)
    }
    if (waiting.length > 0) {
      const next = Math.min(queue.active < queue.limit ? queue.startAt : Infinity, endsAt)
      if (next < Infinity) cancelAlarm = clock.after(next - now, advance)
    }
    wakeReader()
  }

  signal.addEventListener('abort', advance)
  advance()
  try {
    for (;;) {
      const result = results.shift()
      if (result !== undefined) yield result
      else if (underWay === 0 && waiting.length === 0) return
      else {
        await new Promise<void>((resolve) => {
          wakeReader = resolve
        })
      }
    }
  } finally {
    signal.removeEventListener('abort', advance)
    waiting.length = 0
    cancelAlarm()
  }
}
