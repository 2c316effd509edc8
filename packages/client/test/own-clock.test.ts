import { expect, test } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { HubServerError, HubTimeoutError } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError } from './support/fake-hub.ts'

test('a clock of the caller’s own is all that repeats and time limits go by', async () => {
  const clock = manualClock(0)
  const { hub, sent } = fakeHub(() => hubError(503), { clock, random: () => 0.5, retries: 3 })
  const call = failure(HubServerError, hub.whoami())
  const waits = [250, 500, 1000]
  for (const [index, ms] of waits.entries()) {
    await clock.tick(ms - 1)
    expect(sent).toHaveLength(index + 1)
    await clock.tick(1)
    expect(sent).toHaveLength(index + 2)
  }
  expect((await call).attempts).toBe(4)
  expect(clock.waiting).toBe(0)
})

test('a clock of the caller’s own ends an attempt, and no alarm is left', async () => {
  const clock = manualClock(0)
  const { hub } = fakeHub(hang, { clock, retries: 0 })
  const call = failure(HubTimeoutError, hub.whoami())
  await clock.tick(60_000)
  expect(await call).toMatchObject({ clock: 'attempt', ms: 60_000 })
  expect(clock.waiting).toBe(0)
})
