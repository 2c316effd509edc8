/** Where a hub gets its time from, and how it waits. */
export interface Clock {
  /** Milliseconds since 1970, by UTC. */
  now(): number
  /**
   * Does something later.
   *
   * @param kind - `background`: nobody waits for it, so that a process need not go on for it alone.
   * @returns Keeps it from being done.
   */
  after(ms: number, action: () => void, kind?: 'background'): () => void
}

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** How many actions are still to be done. */
  readonly waiting: number
  /**
   * Lets time pass, and does what is due in it, in order; awaits what follows from each by itself.
   *
   * @throws Error for less than 0 ms; and what an action throws, which ends it at that time.
   */
  tick(ms: number): Promise<void>
}

/** The most that timers take: about 24 days. */
const longest = 2 ** 31 - 1

/** The clock of the machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, action, kind) {
    const timer = setTimeout(action, Math.min(ms, longest))
    // Only Node's timers have it.
    if (kind === 'background' && typeof timer === 'object')
      (timer as { unref?: () => void }).unref?.()
    return () => clearTimeout(timer)
  },
}

/** Makes a clock for tests, which shows `start` until it is told to go on. */
export function manualClock(start: Date | number = Date.now()): ManualClock {
  let now = Number(start)
  const waiting = new Set<{ readonly at: number; readonly action: () => void }>()
  const next = (until: number) =>
    [...waiting].filter(({ at }) => at <= until).toSorted((one, other) => one.at - other.at)[0]
  return {
    now: () => now,
    get waiting() {
      return waiting.size
    },
    after(ms, action) {
      const entry = { at: now + ms, action }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    async tick(ms) {
      if (!(ms >= 0)) throw new Error(`time passes by 0 ms or more, not ${ms}`)
      const until = now + ms
      const { settled, close } = openSettling()
      try {
        await settled()
        for (let entry = next(until); entry !== undefined; entry = next(until)) {
          waiting.delete(entry)
          // Two may let it pass at once.
          now = Math.max(now, entry.at)
          entry.action()
          await settled()
        }
        now = Math.max(now, until)
      } finally {
        close()
      }
    },
  }
}

/**
 * Waits, as often as it is asked to, until promises that are settled have been dealt with, and those that these settle, and so
 * on. To open another channel for each wait would take ten times as long.
 */
function openSettling(): { settled: () => Promise<void>; close: () => void } {
  const { port1, port2 } = new MessageChannel()
  let resolve = (): void => {}
  port1.addEventListener('message', () => resolve())
  port1.start()
  const settled = () =>
    new Promise<void>((done) => {
      resolve = done
      port2.postMessage(null)
    })
  return { settled, close: () => port1.close() }
}

/** Waits on a clock. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}
