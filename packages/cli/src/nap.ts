import { setTimeout as sleep } from 'node:timers/promises'
import type { Io } from './io.ts'

/** No timer of Node's is longer than 24 days, and none goes on while a machine sleeps. */
const longestMs = 60_000

/**
 * Waits until a moment, or Ctrl-C.
 *
 * @param end - In milliseconds, by the clock that is given as `now`.
 * @param onSecond - Called every second, if given, with the milliseconds that are left.
 */
export async function napUntil(
  end: number,
  { now, signal }: Pick<Io, 'now' | 'signal'>,
  onSecond?: (leftMs: number) => void,
): Promise<void> {
  const napMs = onSecond === undefined ? longestMs : 1000
  for (;;) {
    const left = end - now()
    if (left <= 0 || signal.aborted) return
    onSecond?.(left)
    // What ends it early is the signal.
    await sleep(Math.min(left, napMs), undefined, { signal }).catch(() => {})
  }
}
