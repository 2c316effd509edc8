import type { Clock } from '../clock.ts'

/**
 * Waits for something, but not longer than so many milliseconds.
 *
 * @returns What it is, or `undefined` if the time was over first.
 */
export async function waitAtMost<T>(
  clock: Clock,
  ms: number,
  promise: Promise<T>,
): Promise<T | undefined> {
  let forget = () => {}
  const over = new Promise<undefined>((resolve) => {
    forget = clock.after(ms, () => resolve(undefined))
  })
  const first = await Promise.race([promise, over])
  forget()
  return first
}

/** Waits some milliseconds, or until there is no need any more. */
export function pause(clock: Clock, ms: number, { signal }: AbortController): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const onAbort = (): void => {
      forget()
      resolve()
    }
    const onTime = (): void => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }
    const forget = ms === Infinity ? () => {} : clock.after(ms, onTime)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
