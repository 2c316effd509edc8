import { beginAttempt } from './attempt.ts'
import type { Attempt, Clock } from './attempt.ts'
import { wait } from './deadline.ts'
import type { Plan } from './plan.ts'
import { mayHaveReachedHub, repeatAfterMs } from './retry.ts'

const defaultRetries = 2

/**
 * Attempts a call until an attempt succeeds, an error ends it, or its time is up.
 *
 * @param clockOf - The clock of the next attempt, given the milliseconds that are left for the call.
 * @param work - Makes the attempt. Its deadline runs on when it succeeds, and is disposed of here when it fails.
 */
export async function repeatedly<T>(
  plan: Plan,
  clockOf: (leftMs: number) => Clock,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { endsAt } = plan
  const { signal, retries = defaultRetries } = plan.options
  let afterLoss = false
  for (let number = 1; ; number += 1) {
    signal?.throwIfAborted()
    const clock = clockOf(Math.max(0, endsAt - performance.now()))
    const attempt = beginAttempt(plan, number, afterLoss, clock)
    try {
      // One race for all of an attempt.
      return await attempt.deadline.race(work(attempt))
    } catch (error) {
      attempt.deadline.dispose()
      signal?.throwIfAborted()
      if (number > retries) throw error
      const ms = repeatAfterMs(plan.repeat, error, number, Math.random())
      if (ms === undefined || performance.now() + ms >= endsAt) throw error
      afterLoss ||= mayHaveReachedHub(error)
      await wait(ms, signal)
    }
  }
}
