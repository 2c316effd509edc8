import type { Clock } from '../../src/index.ts'

interface Alarm {
  readonly at: number
  readonly ring: () => void
}

/** A clock that goes on when it is told to. */
export interface HandClock extends Clock {
  /** Moves time on, alarm by alarm, and lets what each sets off run. */
  advance(ms: number): Promise<void>
  /** Alarms that are set. */
  readonly pending: number
}

/** Makes a clock at 0. */
export function handClock(): HandClock {
  const alarms = new Set<Alarm>()
  let now = 0
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    now: () => now,
    after(ms, ring) {
      const alarm = { at: now + ms, ring }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...alarms].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
        if (next === undefined) break
        alarms.delete(next)
        now = next.at
        next.ring()
        await settle()
      }
      now = end
    },
    get pending() {
      return alarms.size
    },
  }
}
