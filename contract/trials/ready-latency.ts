import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { RealHub } from './hubs/real.ts'
import { atATime } from './at-a-time.ts'
import { distribution, histogram, quantile } from './figures.ts'
import { loggedReady } from './hubs/hub-log.ts'
import { makePeople } from './people.ts'
import { clientOf, realHub, report } from './trial.ts'

const starts = 40
const pollMs = 1000

/** `Date.now()`, with fractions. */
const wallNow = (): number => performance.timeOrigin + performance.now()

/** Waits for a server as most programs do: a look every second. */
async function pollUntilReady(hub: RealHub, user: string, firstAfterMs: number): Promise<void> {
  await sleep(firstAfterMs)
  for (;;) {
    const response = await fetch(`${hub.apiUrl}/users/${user}`, {
      headers: { authorization: `token ${hub.adminToken}` },
    })
    const { servers } = (await response.json()) as { servers: Record<string, { ready: boolean }> }
    if (servers['']?.ready === true) return
    await sleep(pollMs)
  }
}

test('a client knows soon that a server is ready', async () => {
  const hub = await realHub()
  const client = clientOf(hub)
  const users = await makePeople(client, 'r', starts)
  const options = { spawner: 'slow', seconds: 1.5 }
  const known = await atATime(2, [...users.entries()], async ([index, user]) => {
    const byClient = client
      .server(user)
      .ensureRunning({ options })
      .then(() => wallNow())
    // Spread, as the moment when a server is ready is at random between two looks.
    const byPolls = pollUntilReady(hub, user, (index * pollMs) / starts).then(() => wallNow())
    return { user, byClient: await byClient, byPolls: await byPolls }
  })
  const readyAt = await loggedReady(hub)
  const since = (user: string, moment: number) => moment - (readyAt.get(user) ?? NaN)
  const waits = known.map(({ user, byClient }) => since(user, byClient))
  const polls = known.map(({ user, byPolls }) => since(user, byPolls))
  report(
    `from the hub's "Server … is ready" (in its log) until it is known, ${starts} starts, ms`,
    [
      `ensureRunning: ${distribution(waits)}`,
      `|${histogram(waits, 5, 20)}| 5 ms a block, the last and more`,
      `a look a second, by hand: ${distribution(polls)}`,
      `|${histogram(polls, 100, 20)}| 100 ms a block, the last and more`,
    ],
  )
  expect(waits.every((ms) => ms > -2)).toBe(true)
  expect(quantile(waits, 0.5)).toBeLessThan(100)
})
