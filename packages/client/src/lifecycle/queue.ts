/**
 * How many servers may start at once: pure decisions. The hub says "too many" (429) only when it is too late, so starts
 * are spread a little, what the hub took is the new limit when it refuses one, and more is tried now and then.
 */

/** How a queue stands. Times are in milliseconds, by one clock. */
export interface Queue {
  /** What the caller allows. */
  readonly concurrency: number
  /** What the hub is thought to allow: `concurrency` at the most. */
  readonly limit: number
  /** Under way. */
  readonly active: number
  /** No start before. */
  readonly startAt: number
  /** No higher limit before. */
  readonly raiseAt: number
  /** How long the limit stays, after it was found. */
  readonly holdMs: number
  /** Between two starts. */
  readonly spreadMs: number
}

/** By then the hub has refused what it does not take. */
const defaultSpreadMs = 50
const firstHoldMs = 5_000
/** How long to wait when the hub says "too many" and not until when. */
const defaultPauseMs = 10_000
/** A hub that says "again at once" is not taken at its word. */
const shortestPauseMs = 1_000

/** How long to wait after a 429. */
export function pauseMsOf(retryAfterMs: number | undefined): number {
  return Math.max(shortestPauseMs, retryAfterMs ?? defaultPauseMs)
}
const longestHoldMs = 120_000

/** A queue in which nothing is under way. What the hub never refuses needs no time in between. */
export function newQueue(concurrency: number, spreadMs: number = defaultSpreadMs): Queue {
  return {
    concurrency,
    limit: concurrency,
    active: 0,
    startAt: -Infinity,
    raiseAt: -Infinity,
    holdMs: firstHoldMs,
    spreadMs,
  }
}

/** Whether one more may start. */
export function hasRoom({ active, limit, startAt }: Queue, now: number): boolean {
  return active < limit && now >= startAt
}

/** One has started. */
export function afterStart(queue: Queue, now: number): Queue {
  return { ...queue, active: queue.active + 1, startAt: now + queue.spreadMs }
}

/** One has come to its end, whether well or not. */
export function afterEnd(queue: Queue, now: number): Queue {
  const { concurrency, limit, active, raiseAt, holdMs } = queue
  const mayRaise = limit < concurrency && now >= raiseAt
  return {
    ...queue,
    active: active - 1,
    limit: mayRaise ? limit + 1 : limit,
    raiseAt: mayRaise ? now + holdMs : raiseAt,
  }
}

/**
 * The hub has put one off: what else is under way is what it takes, and no more is tried before it asks for that. One may
 * follow on another that ends, though: the hub asks for 30 to 60 s, for it does not know that we see one end.
 *
 * @param retryAfterMs - `undefined` when the hub does not say: too many run, and none that ends its start makes room.
 */
export function afterThrottle(queue: Queue, now: number, retryAfterMs?: number): Queue {
  const active = queue.active - 1
  const pauseMs = pauseMsOf(retryAfterMs)
  return {
    ...queue,
    active,
    limit: Math.max(1, Math.min(active, queue.limit)),
    // With nothing of our own under way, it is others who start servers.
    startAt: active === 0 || retryAfterMs === undefined ? now + pauseMs : queue.startAt,
    raiseAt: now + Math.max(queue.holdMs, pauseMs),
    holdMs: Math.min(queue.holdMs * 2, longestHoldMs),
  }
}
