/** What time is told by: replace it, and nothing in a test has to sleep. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number
  /** Calls back once, that many milliseconds from now (`Infinity`: never). Gives what cancels it. */
  after(ms: number, callback: () => void): () => void
}

/** Longer than that, timers fire at once: 24 days. */
const longestTimerMs = 2 ** 31 - 1

/** Looked up at every use, so that what replaces the globals later counts. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    if (ms > longestTimerMs) return () => {}
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
