import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HubError } from '../src/index.ts'
import type { UserFilter } from '../src/index.ts'
import { fakeHub } from './support/fake-hub.ts'
import type { Sent } from './support/fake-hub.ts'
import { inOtherOrder, liveList, modelHub } from './support/model-hub.ts'
import type { Change, Happening, LiveList } from './support/model-hub.ts'

/** Half of these fall on the front of the list, where they move what comes after. */
const changesOf = (...what: Happening[]): fc.Arbitrary<Change[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...what),
      request: fc.integer({ min: 2, max: 12 }),
      place: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 1000 })),
    }),
    { maxLength: 40 },
  )
const count = fc.nat({ max: 60 })
const maxLimit = fc.integer({ min: 2, max: 9 })
const limit = fc.integer({ min: 1, max: 12 })
/** How long each request waits until the hub turns to it. */
const waits = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 })

/** How a walk went. */
interface Walked {
  /** Those who stayed, as they were given. */
  readonly stayers: readonly string[]
  /** Those who stayed and were not given. */
  readonly lost: readonly string[]
  /** Whether somebody was given twice. */
  readonly twice: boolean
  /** Whether the walk says that somebody may be missing. */
  readonly unstable: boolean
  readonly sent: readonly Sent[]
}

/** Walks a list while things happen to it. */
async function walk(
  live: LiveList,
  hubLimit: number,
  filter: UserFilter = {},
  turns: readonly number[] = [],
): Promise<Walked> {
  const model = modelHub(live.rows, { maxLimit: hubLimit, meanwhile: live.meanwhile })
  const { hub, sent } = fakeHub(inOtherOrder(model, turns))
  const names: string[] = []
  let unstable = false
  try {
    for await (const { name } of hub.users.list(filter)) names.push(name)
  } catch (error) {
    unstable = HubError.isInstance(error) && error.code === 'unstable'
    if (!unstable) throw error
  }
  const stayers = live.stayers()
  return {
    stayers: names.filter((name) => stayers.includes(name)),
    lost: stayers.filter((name) => !names.includes(name)),
    twice: new Set(names).size < names.length,
    unstable,
    sent,
  }
}

/** Whom the same walk loses by hand, page after page as the hub says. */
async function lostByHand(live: LiveList, hubLimit: number): Promise<string[]> {
  const { hub } = fakeHub(modelHub(live.rows, { maxLimit: hubLimit, meanwhile: live.meanwhile }))
  const names = new Set<string>()
  for await (const page of hub.users.list().pages()) {
    for (const { name } of page.items) names.add(name)
  }
  return live.stayers().filter((name) => !names.has(name))
}

describe('whoever stays is given once, in order', () => {
  const complete = (live: LiveList): object => ({
    stayers: live.stayers(),
    twice: false,
    unstable: false,
  })

  test('when others are deleted, created, and created again', async () => {
    const changes = changesOf('delete', 'delete', 'create', 'again')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, limit, async (size, history, hubLimit, wanted) => {
        const live = liveList(size, history, { dated: true })
        expect(await walk(live, hubLimit, { limit: wanted })).toMatchObject(complete(live))
      }),
      { numRuns: 300 },
    )
  })

  test('when others are deleted and created, and nobody tells when', async () => {
    const changes = changesOf('delete', 'delete', 'create')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, limit, async (size, history, hubLimit, wanted) => {
        const live = liveList(size, history)
        expect(await walk(live, hubLimit, { limit: wanted })).toMatchObject(complete(live))
      }),
      { numRuns: 300 },
    )
  })

  test('when users come back into the middle of the list, as to those with a server', async () => {
    const changes = changesOf('delete', 'create', 'again')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, async (size, history, hubLimit) => {
        const live = liveList(size, history, { order: 'anywhere', dated: true })
        expect(await walk(live, hubLimit, { state: 'active' })).toMatchObject(complete(live))
      }),
    )
  })

  test.each([
    ['id', 'last'],
    ['-id', 'first'],
    ['name', 'anywhere'],
    ['-name', 'anywhere'],
  ] as const)('in the order %s, too, whichever page the hub reads first', async (sort, order) => {
    const changes = changesOf('delete', 'create', 'create')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, waits, async (size, history, hubLimit, turns) => {
        const live = liveList(size, history, { order })
        expect(await walk(live, hubLimit, { sort }, turns)).toMatchObject(complete(live))
      }),
      { numRuns: 300 },
    )
  })

  test('when names are created again while the hub reads pages in any order', async () => {
    const changes = changesOf('delete', 'create', 'again')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, waits, async (size, history, hubLimit, turns) => {
        const live = liveList(size, history, { dated: true })
        expect(await walk(live, hubLimit, {}, turns)).toMatchObject(complete(live))
      }),
      { numRuns: 300 },
    )
  })

  test('but not by whom reads the pages by hand', async () => {
    const changes = changesOf('delete', 'delete', 'create', 'again')
    const histories = fc.sample(fc.tuple(count, changes, maxLimit), { numRuns: 200, seed: 1 })
    let lost = 0
    for (const [size, history, hubLimit] of histories) {
      const make = (): LiveList => liveList(size, history, { dated: true })
      lost += (await lostByHand(make(), hubLimit)).length
      expect((await walk(make(), hubLimit)).lost).toEqual([])
    }
    expect(lost).toBeGreaterThan(200)
  })
})

describe('whoever stays is given once, or the walk says that somebody may be missing', () => {
  const unnoticed = ({ lost, unstable, twice }: Walked): object => ({
    lost: unstable ? [] : lost,
    twice,
  })
  const none = { lost: [], twice: false }
  // The hub's count does not show who goes while another comes.
  const oneWay = fc.oneof(changesOf('delete'), changesOf('create'))

  test('where the hub hides rows of a page', async () => {
    const changes = fc.oneof(oneWay, changesOf('delete', 'flip'), changesOf('create', 'flip'))
    const hiddenRows = fc.func(fc.boolean())
    await fc.assert(
      fc.asyncProperty(
        count,
        changes,
        maxLimit,
        hiddenRows,
        waits,
        async (size, history, max, hidden, turns) => {
          const live = liveList(size, history, { hidden })
          expect(unnoticed(await walk(live, max, { state: 'ready' }, turns))).toEqual(none)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('where rows change places', async () => {
    const changes = fc.oneof(changesOf('move', 'delete'), changesOf('move', 'create'))
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, waits, async (size, history, hubLimit, turns) => {
        const live = liveList(size, history, { order: 'anywhere' })
        const walked = await walk(live, hubLimit, { sort: 'last_activity' }, turns)
        expect(unnoticed(walked)).toEqual(none)
      }),
      { numRuns: 300 },
    )
  })

  test('where the hub gives one at a time', async () => {
    await fc.assert(
      fc.asyncProperty(count, oneWay, async (size, history) => {
        expect(unnoticed(await walk(liveList(size, history), 1))).toEqual(none)
      }),
    )
  })

  test('where the list starts later', async () => {
    const changes = changesOf('delete', 'delete', 'create')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, count, async (size, history, hubLimit, offset) => {
        const live = liveList(size, history)
        const before = new Set(live.rows.slice(0, offset).map(({ name }) => name))
        const walked = await walk(live, hubLimit, { offset })
        const lost = walked.lost.filter((name) => !before.has(name))
        expect(unnoticed({ ...walked, lost })).toEqual(none)
        expect(walked.stayers.filter((name) => before.has(name))).toEqual([])
      }),
    )
  })
})

describe('a walk takes', () => {
  test('no more requests than it must where nothing happens, but perhaps one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 200 }), maxLimit, limit, async (size, hubLimit, wanted) => {
        const { sent } = await walk(liveList(size, []), hubLimit, { limit: wanted })
        const first = Math.min(hubLimit, Math.max(2, wanted))
        const others = Math.min(hubLimit, wanted + 1) - 1
        const least = 1 + Math.ceil(Math.max(0, size - first) / others)
        expect([least, least + 1]).toContain(sent.length)
      }),
    )
  })

  test('at most twice as many, and a few for each time that somebody was deleted', async () => {
    const changes = changesOf('delete', 'delete', 'create', 'again')
    await fc.assert(
      fc.asyncProperty(count, changes, maxLimit, async (size, history, hubLimit) => {
        const { sent } = await walk(liveList(size, history, { dated: true }), hubLimit)
        const times = new Set(history.map(({ request }) => request)).size
        const most = (2 * (size + history.length)) / hubLimit + 1
        expect(sent.length).toBeLessThanOrEqual(most + 4 * times)
      }),
      { numRuns: 300 },
    )
  })
})
