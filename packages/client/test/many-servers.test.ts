import { beforeAll, describe, expect, test } from 'vitest'
import { HubConfigError } from '../src/index.ts'
import type { ServerOutcome, ServersEvent } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { classHub, fullForever } from './support/class-hub.ts'
import { loadParts } from './support/loaded.ts'
import { ended } from './support/spawn-hub.ts'

beforeAll(loadParts)

const people = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)

async function all(outcomes: AsyncIterable<ServerOutcome>): Promise<ServerOutcome[]> {
  const list: ServerOutcome[] = []
  for await (const outcome of outcomes) list.push(outcome)
  return list
}

const tally = (outcomes: readonly ServerOutcome[]) =>
  Object.fromEntries(
    ['done', 'failed', 'not_started'].map((kind) => [
      kind,
      outcomes.filter(({ outcome }) => outcome === kind).length,
    ]),
  )

describe('ensureRunningAll', () => {
  test('brings everyone’s server up, and never starts more at once than it may', async () => {
    const it = classHub()
    const outcomes = await ended(
      all(it.hub.servers.ensureRunningAll(people(25), { concurrency: 4 })),
      it.clock,
    )
    expect(tally(outcomes)).toEqual({ done: 25, failed: 0, not_started: 0 })
    expect(new Set(outcomes.map(({ user }) => user)).size).toBe(25)
    expect(it.most).toBe(4)
    expect(it.starts).toHaveLength(25)
    expect(it.clock.waiting).toBe(0)
  })

  test('adapts to a hub that takes fewer, without a failure', async () => {
    const it = classHub({ spawnLimit: 3 })
    const events: ServersEvent[] = []
    const outcomes = await ended(
      all(
        it.hub.servers.ensureRunningAll(people(30), {
          concurrency: 12,
          onEvent: (event) => events.push(event),
        }),
      ),
      it.clock,
    )
    expect(tally(outcomes)).toEqual({ done: 30, failed: 0, not_started: 0 })
    expect(it.throttled).toBeLessThan(6)
    expect(events.filter(({ what }) => what === 'throttled')).toHaveLength(it.throttled)
    expect(events.find(({ what }) => what === 'throttled')).toMatchObject({ retryAfterMs: 30_000 })
    expect(Math.max(...events.map(({ active }) => active))).toBeLessThanOrEqual(12)
  })

  test('reports a failure, and goes on with the others', async () => {
    const it = classHub({ failing: ['s1', 's3'] })
    const events: ServersEvent[] = []
    const onEvent = (event: ServersEvent) => void events.push(event)
    const call = all(it.hub.servers.ensureRunningAll(people(6), { onEvent }))
    const outcomes = await ended(call, it.clock)
    expect(tally(outcomes)).toEqual({ done: 4, failed: 2, not_started: 0 })
    const told = events.filter(({ what }) => what === 'failed')
    expect(told).toMatchObject([{ error: { code: 'spawn_failed' } }, {}])
    const failed = outcomes.filter(({ outcome }) => outcome === 'failed')
    expect(failed.map(({ user }) => user).toSorted()).toEqual(['s1', 's3'])
    expect(failed[0]).toMatchObject({ name: '', error: { code: 'spawn_failed' } })
  })

  test('leaves nothing half-known when the caller aborts', async () => {
    const it = classHub({ spawnMs: 5000 })
    const controller = new AbortController()
    const { signal } = controller
    const call = all(it.hub.servers.ensureRunningAll(people(20), { concurrency: 5, signal }))
    await it.clock.tick(7000)
    const started = it.starts.length
    const reason = new Error('the class is cancelled')
    controller.abort(reason)
    const outcomes = await ended(call, it.clock)
    expect(it.starts).toHaveLength(started)
    expect(outcomes).toHaveLength(20)
    expect(tally(outcomes)['not_started']).toBe(20 - started)
    for (const { user } of outcomes.filter(({ outcome }) => outcome === 'done')) {
      expect(it.ready).toContain(user)
    }
    const failed = outcomes.filter(({ outcome }) => outcome === 'failed')
    expect(failed).toHaveLength(5)
    for (const outcome of failed) {
      expect(outcome).toMatchObject({ error: reason, server: { pending: 'spawn' } })
    }
  })

  test('starts nothing more once nobody reads on', async () => {
    const it = classHub()
    const read = async () => {
      for await (const _ of it.hub.servers.ensureRunningAll(people(20), { concurrency: 2 })) return
    }
    await ended(read(), it.clock)
    const started = it.starts.length
    await it.clock.tick(60_000)
    expect(it.starts).toHaveLength(started)
    expect(started).toBeLessThanOrEqual(4)
    expect(it.clock.waiting).toBe(0)
  })

  test('goes on while the reader takes its time', async () => {
    const it = classHub()
    const outcomes = it.hub.servers.ensureRunningAll(people(12), { concurrency: 3 })
    const reader = outcomes[Symbol.asyncIterator]()
    await ended(reader.next(), it.clock)
    await it.clock.tick(60_000)
    expect(it.starts).toHaveLength(12)
    await reader.return?.()
  })

  test('starts what its total time allows, and says what it did not', async () => {
    const it = classHub({ spawnMs: 4000 })
    const call = it.hub.servers.ensureRunningAll(people(8), {
      concurrency: 2,
      totalTimeout: 7000,
    })
    const outcomes = await ended(all(call), it.clock)
    expect(tally(outcomes)).toEqual({ done: 2, failed: 2, not_started: 4 })
    const failed = outcomes.find(({ outcome }) => outcome === 'failed')
    expect(failed).toMatchObject({ error: { code: 'timeout', clock: 'total' } })
  })

  test('gives up on one that the hub puts off for ten minutes', async () => {
    const it = classHub()
    it.emulated.faults.add(fullForever)
    const outcomes = await ended(all(it.hub.servers.ensureRunningAll(['s0'])), it.clock)
    expect(outcomes).toMatchObject([{ outcome: 'failed', error: { code: 'rate_limited' } }])
    expect(it.clock.now()).toBeLessThan(700_000)
  })

  test('ends with what onEvent throws', async () => {
    const it = classHub()
    const problem = new Error('no screen')
    const onEvent = () => {
      throw problem
    }
    const call = all(it.hub.servers.ensureRunningAll(people(5), { onEvent }))
    expect(await ended(reasonOf(call), it.clock)).toBe(problem)
  })

  test('reports a name that no URL can carry, and goes on with the others', async () => {
    const it = classHub()
    const targets = ['..', 's1', '', { user: 's0', name: '..' }]
    const outcomes = await ended(all(it.hub.servers.ensureRunningAll(targets)), it.clock)
    expect(tally(outcomes)).toEqual({ done: 1, failed: 3, not_started: 0 })
    expect(it.starts).toEqual(['s1'])
    const [failed] = outcomes
    expect(failed).toMatchObject({ outcome: 'failed', error: { code: 'config' } })
  })

  test('takes servers with names and options, and refuses what is none before anything is sent', async () => {
    const it = classHub()
    const bad = [[{ user: 'ada', nam: 'x' }], [5]]
    for (const targets of bad) {
      await failure(HubConfigError, all(it.hub.servers.ensureRunningAll(targets as never)))
    }
    await failure(HubConfigError, all(it.hub.servers.ensureRunningAll([], { concurrency: 0 })))
    expect(it.starts).toEqual([])
    expect(await all(it.hub.servers.ensureRunningAll([]))).toEqual([])
  })
})

test('ensureStoppedAll stops everyone’s server', async () => {
  const it = classHub()
  await ended(all(it.hub.servers.ensureRunningAll(people(7))), it.clock)
  expect(it.ready).toHaveLength(7)
  const begun: number[] = []
  const onEvent = ({ what, ms }: ServersEvent) => void (what === 'started' && begun.push(ms))
  const stopping = it.hub.servers.ensureStoppedAll(people(9), { onEvent })
  const outcomes = await ended(all(stopping), it.clock)
  expect(tally(outcomes)).toEqual({ done: 9, failed: 0, not_started: 0 })
  expect(it.ready).toEqual([])
  expect(begun).toEqual(Array.from({ length: 9 }, () => 0))
})
