import { describe, expect, onTestFinished, test } from 'vitest'
import { HubServerError } from '../src/index.ts'
import type { User } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError } from './support/fake-hub.ts'
import type { Answerer, Sent } from './support/fake-hub.ts'
import { modelHub, rowsOf } from './support/model-hub.ts'

/** What nobody handled during the test. */
function unhandledRejections(): unknown[] {
  const seen: unknown[] = []
  const note = (reason: unknown): void => void seen.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => {
    process.off('unhandledRejection', note)
  })
  return seen
}

/** Lets everything happen that is about to. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
}

const pages = modelHub(rowsOf(10), { maxLimit: 2 })
const hangingFrom =
  (first: number): Answerer =>
  (request, number) =>
    number < first ? pages(request, number) : hang(request)

describe('the next page', () => {
  const offsets = (sent: readonly Sent[]): (string | null)[] =>
    sent.map(({ query }) => query.get('offset'))

  test('is asked for while the first is used, and from then on the one after it, too', async () => {
    const { hub, sent } = fakeHub(pages)
    const iterator = hub.users.list()[Symbol.asyncIterator]()
    for (const asked of [2, 2, 4, 5, 6]) {
      await iterator.next()
      await settle()
      expect(offsets(sent)).toEqual(['0', '1', '2', '3', '4', '5'].slice(0, asked))
    }
    await iterator.return?.()
  })

  test('of pages is asked for alone', async () => {
    const { hub, sent } = fakeHub(pages)
    const iterator = hub.users.list().pages()[Symbol.asyncIterator]()
    await iterator.next()
    await settle()
    expect(offsets(sent)).toEqual(['0', '2'])
    await iterator.return?.()
  })

  test('is asked for alone where items change places', async () => {
    const { hub, sent } = fakeHub(pages)
    const iterator = hub.users.list({ sort: 'last_activity' })[Symbol.asyncIterator]()
    await iterator.next()
    await settle()
    expect(offsets(sent)).toEqual(['0', '1'])
    await iterator.return?.()
  })

  test('is asked for alone where the hub hides items after it counted', async () => {
    const hiding = modelHub(
      rowsOf(30, (index) => index % 2 === 0),
      { maxLimit: 6 },
    )
    let underWay = 0
    const { hub, sent } = fakeHub(async (request, number) => {
      underWay += 1
      expect(underWay).toBe(1)
      await settle()
      underWay -= 1
      return hiding(request, number)
    })
    expect(await hub.users.list({ state: 'ready' }).toArray()).toHaveLength(15)
    expect(offsets(sent)).toEqual(['0', '5', '10', '15', '20', '25'])
  })

  test('is asked for again in its turn where only the count can vouch for it', async () => {
    const rows = rowsOf(40, (index) => index === 27)
    const answer = modelHub(rows, { maxLimit: 10 })
    const { hub, sent } = fakeHub(async (request, number) => {
      if (number === 3) {
        await settle()
        // Old ones go at the end as others come at the front: by the count, nobody went.
        rows.splice(-2)
        rows.unshift({ name: 'new1' }, { name: 'new2' })
      }
      return answer(request, number)
    })
    const users = await hub.users.list({ sort: '-id', state: 'ready' }).toArray()
    expect(users.map(({ name }) => name)).toEqual(
      rowsOf(38).flatMap(({ name }) => (name === 'u27' ? [] : [name])),
    )
    expect(offsets(sent)).toEqual(['0', '9', '18', '27', '36', '24', '30'])
  })

  test('takes no request more where the hub gives as much as it is asked for', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(25), { maxLimit: 100 }))
    expect(await hub.users.list({ limit: 5 }).toArray()).toHaveLength(25)
    expect(offsets(sent)).toEqual(['0', '4', '9', '14', '19'])
  })

  test('may come after the one behind it, which waits', async () => {
    const held: (() => void)[] = []
    const { hub, sent } = fakeHub(async (request, number) => {
      if (number === 3) await new Promise<void>((resolve) => held.push(resolve))
      return pages(request, number)
    })
    const seen: string[] = []
    const walk = (async () => {
      for await (const { name } of hub.users.list()) seen.push(name)
    })()
    await settle()
    expect(offsets(sent)).toEqual(['0', '1', '2', '3'])
    expect(seen).toEqual(['u0', 'u1', 'u2'])
    held[0]?.()
    await walk
    expect(seen).toEqual(rowsOf(10).map(({ name }) => name))
  })

  test('that fails early fails in its turn', async () => {
    const unhandled = unhandledRejections()
    const held: (() => void)[] = []
    const { hub } = fakeHub(async (request, number) => {
      if (number === 4) return hubError(500, 'The fourth broke')
      if (number === 3) await new Promise<void>((resolve) => held.push(resolve))
      return pages(request, number)
    })
    const seen: string[] = []
    const walk = (async () => {
      for await (const { name } of hub.users.list()) seen.push(name)
    })()
    await settle()
    held[0]?.()
    expect((await failure(HubServerError, walk)).message).toBe('The fourth broke')
    expect(seen).toEqual(['u0', 'u1', 'u2', 'u3'])
    expect(unhandled).toEqual([])
  })

  test('that nobody needs may fail', async () => {
    const unhandled = unhandledRejections()
    const rows = rowsOf(13)
    const changing = modelHub(rows, {
      maxLimit: 4,
      meanwhile: (live, number) => void (number === 3 && live.splice(0, 3)),
    })
    const { hub, sent } = fakeHub((request, number) =>
      number === 4 ? hubError(500) : changing(request, number),
    )
    expect(await hub.users.list().toArray()).toHaveLength(13)
    expect(sent.length).toBeGreaterThan(4)
    await settle()
    expect(unhandled).toEqual([])
  })

  test('is given up when the loop is left', async () => {
    const unhandled = unhandledRejections()
    const { hub, sent } = fakeHub(hangingFrom(3))
    for await (const user of hub.users.list()) if (user.name === 'u2') break
    await settle()
    expect(sent.map(({ signal }) => signal.aborted)).toEqual([false, false, true, true])
    expect(unhandled).toEqual([])
  })

  test('is given up when the loop of pages is left, or throws', async () => {
    const unhandled = unhandledRejections()
    const { hub, sent } = fakeHub(hangingFrom(2))
    const problem = new Error('mine')
    const loop = async (): Promise<void> => {
      for await (const page of hub.users.list().pages()) {
        if (page.items.length > 0) throw problem
      }
    }
    await expect(loop()).rejects.toBe(problem)
    await settle()
    expect(sent.map(({ signal }) => signal.aborted)).toEqual([false, true])
    expect(unhandled).toEqual([])
  })

  test('is not asked for when toArray has enough', async () => {
    for (const max of [2, 3, 4]) {
      const { hub, sent } = fakeHub(pages)
      expect(await hub.users.list().toArray({ max })).toHaveLength(max)
      await settle()
      expect(offsets(sent)).toEqual(['0', '1', '2'].slice(0, max - 1))
    }
  })

  test('that fails leaves the current page whole, and fails after it', async () => {
    const { hub } = fakeHub((request, number) =>
      number === 1 ? pages(request, number) : hubError(500, 'It broke'),
    )
    const seen: User[] = []
    const loop = async (): Promise<void> => {
      for await (const user of hub.users.list()) {
        seen.push(user)
        await settle()
      }
    }
    expect((await failure(HubServerError, loop())).message).toBe('It broke')
    expect(seen).toEqual([{ name: 'u0' }, { name: 'u1' }])
  })

  test('that fails is nobody’s affair when the loop is left before', async () => {
    const unhandled = unhandledRejections()
    const { hub } = fakeHub((request, number) =>
      number === 1 ? pages(request, number) : hubError(500),
    )
    for await (const _ of hub.users.list()) {
      await settle()
      break
    }
    await settle()
    expect(unhandled).toEqual([])
  })

  test('is not asked for by an iterator that was closed before its start', async () => {
    const { hub, sent } = fakeHub(pages)
    const iterator = hub.users.list()[Symbol.asyncIterator]()
    await iterator.return?.()
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
    expect(sent).toHaveLength(0)
  })
})
