import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something holds, and asks often. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  const endsAt = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`not within ${withinMs} ms: ${what}`)
    await sleep(50)
  }
}
