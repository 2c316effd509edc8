import type { Clock } from '../clock.ts'

/** Waits for something, but not longer than so many milliseconds. */
export function waitAtMost(clock: Clock, ms: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const forget = clock.after(ms, resolve)
    void promise.then(() => {
      forget()
      resolve()
    })
  })
}

/** Waits some milliseconds, or until there is no need any more. */
export function pause(clock: Clock, ms: number, { signal }: AbortController): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const forget = ms === Infinity ? () => {} : clock.after(ms, resolve)
    signal.addEventListener('abort', () => {
      forget()
      resolve()
    })
  })
}
