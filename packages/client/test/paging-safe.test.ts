import { describe, expect, test } from 'vitest'
import { HubError } from '../src/index.ts'
import type { Paginated, User } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub } from './support/fake-hub.ts'
import { modelHub, rowsOf } from './support/model-hub.ts'
import type { ModelOptions, Row } from './support/model-hub.ts'

const names = (items: readonly { readonly name: string }[]): string[] =>
  items.map(({ name }) => name)

/** What was given, also when the walk fails in the end. */
async function given(list: Paginated<User>): Promise<{ names: string[]; error: unknown }> {
  const seen: string[] = []
  try {
    for await (const { name } of list) seen.push(name)
    return { names: seen, error: undefined }
  } catch (error) {
    return { names: seen, error }
  }
}

/** Does something to the rows before the request of that number. */
const before =
  (request: number, change: (rows: Row[]) => void): NonNullable<ModelOptions['meanwhile']> =>
  (rows, number) =>
    void (number === request && change(rows))

const range = (from: number, to: number): string[] => names(rowsOf(to).slice(from))

describe('a page overlaps the one before it', () => {
  const queries = async (
    count: number,
    filter: object,
    maxLimit = 200,
  ): Promise<(string | null)[][]> => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(count), { maxLimit }))
    expect(names(await hub.users.list(filter).toArray())).toEqual(range(0, count))
    return sent.map(({ query }) => [query.get('offset'), query.get('limit')])
  }

  test('by one item, which is asked for besides, so that it takes no more requests', async () => {
    expect(await queries(150, { limit: 50 })).toEqual([
      ['0', '50'],
      ['49', '51'],
      ['99', '51'],
    ])
  })

  test('by one item of its own where the hub gives no more', async () => {
    expect(await queries(7, {}, 3)).toEqual([
      ['0', '200'],
      ['2', '201'],
      ['4', '201'],
    ])
  })

  test('if there is one before it', async () => {
    expect(await queries(0, {})).toHaveLength(1)
    expect(await queries(200, {})).toHaveLength(1)
    expect(await queries(201, {})).toHaveLength(2)
  })

  test('even when one at a time is asked for', async () => {
    expect(await queries(4, { limit: 1 })).toEqual([
      ['0', '2'],
      ['1', '2'],
      ['2', '2'],
    ])
  })

  test('but for those of a hub that gives one at a time', async () => {
    expect((await queries(4, {}, 1)).map(([offset]) => offset)).toEqual(['0', '1', '2', '3'])
  })
})

describe('a walk while users are deleted', () => {
  test('goes back to where it knows somebody', async () => {
    const meanwhile = before(2, (rows) => rows.splice(0, 3))
    const { hub, sent } = fakeHub(modelHub(rowsOf(30), { maxLimit: 10, meanwhile }))
    expect(await given(hub.users.list())).toEqual({ names: range(0, 30), error: undefined })
    expect(sent.map(({ query }) => query.get('offset'))).toEqual(['0', '9', '6', '12', '18'])
  })

  test('goes back to the start if it has to', async () => {
    const meanwhile = before(2, (rows) => rows.splice(0, 20))
    const { hub } = fakeHub(modelHub(rowsOf(30), { maxLimit: 10, meanwhile }))
    const expected = [...range(0, 10), ...range(20, 30)]
    expect(await given(hub.users.list())).toEqual({ names: expected, error: undefined })
  })

  test('gives everyone to whom deletes each', async () => {
    const rows = rowsOf(95)
    const { hub, sent } = fakeHub(modelHub(rows, { maxLimit: 10 }))
    const seen: string[] = []
    for await (const { name } of hub.users.list()) {
      seen.push(name)
      rows.splice(
        rows.findIndex((row) => row.name === name),
        1,
      )
      await new Promise(setImmediate)
    }
    expect(seen).toEqual(range(0, 95))
    expect(rows).toEqual([])
    expect(sent.length).toBeLessThan(40)
  })

  test('takes nobody for the one who had the name before', async () => {
    const user = (name: string, created: string): Row => ({ name, created })
    const rows = [user('ada', '1'), user('bob', '1'), user('eve', '1')]
    const meanwhile = before(2, (live) =>
      live.splice(0, 3, user('eve', '1'), user('bob', '2'), user('ada', '2')),
    )
    const { hub } = fakeHub(modelHub(rows, { maxLimit: 2, meanwhile }))
    // The second page begins with a bob who is not the bob of the first.
    expect((await given(hub.users.list())).names).toEqual(['ada', 'bob', 'eve'])
  })

  test('ends where the way back is longer than its memory', async () => {
    const meanwhile = before(41, (rows) => rows.splice(0, 7000))
    const { hub } = fakeHub(modelHub(rowsOf(12_000), { meanwhile }))
    const { names: seen, error } = await given(hub.users.list())
    expect(seen).toEqual(range(0, 200 + 39 * 199))
    expect(error).toMatchObject({ code: 'unstable' })
    expect(await hub.users.list().toArray()).toHaveLength(5000)
  })

  test('finds the way back within its memory', async () => {
    const meanwhile = before(41, (rows) => rows.splice(100, 4900))
    const { hub, sent } = fakeHub(modelHub(rowsOf(12_000), { meanwhile }))
    expect(await given(hub.users.list())).toEqual({ names: range(0, 12_000), error: undefined })
    expect(sent.length).toBeLessThan(150)
  })
})

describe('a walk that cannot vouch for its completeness', () => {
  const moving = (times: number): ModelOptions => ({
    maxLimit: 4,
    meanwhile: (rows, request) => {
      if (request % 3 === 2 && request <= 3 * times) rows.unshift(...rows.splice(9, 1))
    },
  })
  const sort = 'last_activity'

  test('gives what came before, then says so', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(10), moving(1)))
    const { names: seen, error } = await given(hub.users.list({ sort }))
    expect(seen).toEqual(range(0, 6))
    expect(error).toBeInstanceOf(HubError)
    expect(error).toMatchObject({
      code: 'unstable',
      message: expect.stringMatching(/may be missing.*consistent: true/),
    })
  })

  test('makes toArray fail', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(10), moving(1)))
    expect((await failure(HubError, hub.users.list({ sort }).toArray())).code).toBe('unstable')
    expect(sent).toHaveLength(3)
  })

  test('makes toArray read again where it is to be consistent', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(10), moving(4)))
    expect(await hub.users.list({ sort }).toArray({ consistent: true })).toHaveLength(10)
    expect(sent).toHaveLength(5 * 3)
  })

  test('is repeated ten times at most', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(10), moving(Infinity)))
    const error = await failure(HubError, hub.users.list({ sort }).toArray({ consistent: true }))
    expect(error.code).toBe('unstable')
    expect(sent).toHaveLength(10 * 3)
  })

  test('may give the first of them', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(10), moving(1)))
    expect(names(await hub.users.list({ sort }).toArray({ max: 4 }))).toEqual(range(0, 4))
  })

  test('is no walk of one page', async () => {
    const rows = rowsOf(10, (index) => index % 2 === 0)
    const { hub } = fakeHub(modelHub(rows))
    expect(await hub.users.list({ sort, state: 'ready' }).toArray()).toHaveLength(5)
  })

  test('is one that begins behind the start when everyone before was deleted', async () => {
    const meanwhile = before(2, (rows) => rows.splice(0, 8))
    const { hub } = fakeHub(modelHub(rowsOf(20), { maxLimit: 4, meanwhile }))
    const { names: seen, error } = await given(hub.users.list({ offset: 4 }))
    expect(seen).toEqual(range(4, 8))
    expect(error).toMatchObject({ code: 'unstable' })
  })
})
