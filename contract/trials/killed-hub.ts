import { HubError } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { amounts } from './amounts.ts'
import { eventually } from './eventually.ts'
import type { TrialHub } from './hubs/trial-hub.ts'
import { countIn, shownStates } from './look.ts'
import type { State } from './look.ts'
import { makePeople } from './people.ts'
import { clientOf, noteError, report, trialHub } from './trial.ts'

const totalTimeout = 90_000
/** Slower than a hub takes 30 starts on, so that all are pending at once. */
const slowly = { spawner: 'slow', seconds: amounts.slowSeconds }

/** How a call ended: `undefined` is well. */
interface Ending {
  readonly user: string
  readonly error: unknown
  /** By `performance.now()`. */
  readonly at: number
}

type Calls = (client: JupyterHub, users: readonly string[]) => Promise<Ending[]>

const ending = (user: string, error: unknown): Ending => ({ user, error, at: performance.now() })

/** One call for each of some users. */
const oneByOne =
  (call: (client: JupyterHub, user: string) => Promise<unknown>): Calls =>
  (client, users) =>
    Promise.all(
      users.map((user) =>
        call(client, user).then(
          () => ending(user, undefined),
          (error: unknown) => ending(user, error),
        ),
      ),
    )

const startEach = oneByOne((client, user) =>
  client.server(user).ensureRunning({ options: slowly, totalTimeout }),
)

const stopEach = oneByOne((client, user) => client.server(user).ensureStopped({ totalTimeout }))

const startAll: Calls = async (client, users) => {
  const endings: Ending[] = []
  const targets = users.map((user) => ({ user, options: slowly }))
  const outcomes = client.servers.ensureRunningAll(targets, {
    concurrency: users.length,
    totalTimeout,
  })
  for await (const outcome of outcomes) {
    const error = outcome.outcome === 'failed' ? outcome.error : undefined
    endings.push(ending(outcome.user, outcome.outcome === 'not_started' ? 'not started' : error))
  }
  return endings
}

/** What a hub is killed amid. */
interface Death {
  readonly calls: Calls
  readonly users: readonly string[]
  /** How the hub shows all of the servers when it is killed. */
  readonly pending: State
  readonly wanted: State
  /** How long after the kill the hub is started again, which takes seconds. */
  readonly downMs: number
}

/** Makes calls, kills the hub when it has taken all of them on, and starts it again. */
async function throughDeath(
  hub: TrialHub,
  { calls, users, pending, wanted, downMs }: Death,
): Promise<{ lines: string[]; tookMs: number }> {
  const startedAt = performance.now()
  const ended = calls(clientOf(hub), users)
  await eventually(
    `${users.length} in ${pending}`,
    async () => (await countIn(hub, users, pending)) === users.length,
  )
  const killedAt = performance.now()
  await hub.die(downMs)
  const backAt = performance.now()
  const endings = await ended
  const states = await shownStates(hub)

  expect(endings.map(({ user }) => user).toSorted()).toEqual(users.toSorted())
  const codes = new Map<string, number>()
  for (const { user, error } of endings) {
    if (error === undefined) expect([user, states.get(user)]).toEqual([user, wanted])
    else {
      noteError(error)
      if (!HubError.isInstance(error)) throw error
      codes.set(error.code, (codes.get(error.code) ?? 0) + 1)
    }
  }
  const failed = [...codes].map(([code, count]) => `${count} × ${code}`)
  const well = endings.filter(({ error }) => error === undefined).length
  const times = endings.map(({ at }) => at)
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  const lines = [
    `${well} of ${users.length} ${wanted}, and so says the hub; failed: ${failed.join(', ') || 'none'}`,
    `hub gone for ${seconds(killedAt, backAt)} s; the first call ended ` +
      `${seconds(backAt, Math.min(...times))} s after it was back, the last ${seconds(backAt, Math.max(...times))} s`,
  ]
  return { lines, tookMs: Math.max(...times) - startedAt }
}

describe('a hub is killed', () => {
  test.each([
    [`while ${amounts.started} servers start, a call each`, startEach, amounts.downMs],
    [`while ${amounts.started} servers start, one call for all`, startAll, amounts.downMs],
    // It is back before a call that hears events on the way looks again.
    [`while ${amounts.started} servers start, and is started again at once`, startEach, 0],
  ] as const)('%s', async (title, calls, downMs) => {
    const hub = await trialHub({}, false)
    const users = await makePeople(clientOf(hub), 'k', amounts.started)
    const death = { calls, users, pending: 'spawn', wanted: 'ready', downMs } as const
    const { lines, tookMs } = await throughDeath(hub, death)
    report(`a hub is killed ${title}`, lines)
    expect(tookMs).toBeLessThan(totalTimeout)
  })

  test('while 10 servers stop', async () => {
    const hub = await trialHub({}, false)
    const client = clientOf(hub)
    const users = await makePeople(client, 'k', 10)
    const targets = users.map((user) => ({ user, options: { stop_seconds: amounts.slowSeconds } }))
    for await (const { outcome } of client.servers.ensureRunningAll(targets)) {
      expect(outcome).toBe('done')
    }
    const ends = { pending: 'stop', wanted: 'stopped', downMs: amounts.downMs } as const
    const { lines, tookMs } = await throughDeath(hub, { calls: stopEach, users, ...ends })
    report('a hub is killed while 10 servers stop', lines)
    expect(tookMs).toBeLessThan(totalTimeout)
  })
})
