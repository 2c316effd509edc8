import { beginAttempt } from './attempt.ts'
import type { Attempt, Refusal, TimeLimit } from './attempt.ts'
import { wait } from './deadline.ts'
import type { Plan } from './plan.ts'
import { mayHaveReachedHub, repeatAfterMs } from './retry.ts'
import { mayDoWithAnother } from './token.ts'

const defaultRetries = 2

/**
 * Attempts a call until an attempt succeeds, an error ends it, or its time is up.
 *
 * @param limitOf - The time that the next attempt has, given the milliseconds that are left for the call.
 * @param work - Makes the attempt. Its deadline runs on when it succeeds, and is disposed of here when it fails.
 */
export async function repeatedly<T>(
  plan: Plan,
  limitOf: (plan: Plan, leftMs: number) => TimeLimit,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { endsAt, settings } = plan
  const { clock, random, tokens } = settings
  const { signal, retries = defaultRetries } = plan.options
  let afterLoss = false
  let refusal: Refusal | undefined
  let faults = 0
  for (let number = 1; ; number += 1) {
    signal?.throwIfAborted()
    const limit = limitOf(plan, Math.max(0, endsAt - clock.now()))
    const attempt = beginAttempt(plan, number, afterLoss, limit, refusal)
    try {
      // One race for all of an attempt.
      return await attempt.deadline.race(work(attempt))
    } catch (error) {
      attempt.deadline.dispose()
      signal?.throwIfAborted()
      if (error === attempt.foreign) throw error
      if (!refusal && mayDoWithAnother(tokens, attempt.token, error)) {
        refusal = { token: attempt.token, error }
        continue
      }
      faults += 1
      if (faults > retries) throw error
      const ms = repeatAfterMs(plan.repeat, error, faults, random())
      if (ms === undefined || clock.now() + ms >= endsAt) throw error
      afterLoss ||= mayHaveReachedHub(error)
      await wait(clock, ms, signal)
    }
  }
}
