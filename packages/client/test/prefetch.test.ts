import { describe, expect, onTestFinished, test } from 'vitest'
import { HubServerError } from '../src/index.ts'
import type { User } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'
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
  test('is asked for while the current one is used, and not the one after it', async () => {
    const { hub, sent } = fakeHub(pages)
    const iterator = hub.users.list()[Symbol.asyncIterator]()
    await iterator.next()
    await settle()
    expect(sent.map(({ query }) => query.get('offset'))).toEqual(['0', '1'])
    await iterator.next()
    await settle()
    expect(sent).toHaveLength(2)
    await iterator.next()
    await settle()
    expect(sent.map(({ query }) => query.get('offset'))).toEqual(['0', '1', '2'])
    await iterator.return?.()
  })

  test('is given up when the loop is left', async () => {
    const unhandled = unhandledRejections()
    const { hub, sent } = fakeHub(hangingFrom(2))
    const seen: string[] = []
    for await (const user of hub.users.list()) {
      seen.push(user.name)
      break
    }
    await settle()
    expect(seen).toEqual(['u0'])
    expect(sent.map(({ signal }) => signal.aborted)).toEqual([false, true])
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

  test('is given up when toArray has enough', async () => {
    const unhandled = unhandledRejections()
    const { hub, sent } = fakeHub(hangingFrom(3))
    expect(await hub.users.list().toArray({ max: 3 })).toHaveLength(3)
    await settle()
    expect(sent.slice(2).every(({ signal }) => signal.aborted)).toBe(true)
    expect(unhandled).toEqual([])
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
