import { describe, expect, test } from 'vitest'
import { HubServerError } from '../src/index.ts'
import type { Page, User } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, json } from './support/fake-hub.ts'
import { modelHub, rowsOf, visible } from './support/model-hub.ts'

const names = (items: readonly { readonly name: string }[]): string[] =>
  items.map(({ name }) => name)

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}

describe('a list', () => {
  test('gives every item of every page, in the hub’s order', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(450)))
    expect(names(await collect(hub.users.list()))).toEqual(names(rowsOf(450)))
    expect(sent.map(({ query }) => query.toString())).toEqual([
      'offset=0&limit=200',
      'offset=199&limit=201',
      'offset=398&limit=201',
    ])
  })

  test('asks for pages with an Accept of nothing else', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(3)))
    await hub.users.list({ limit: 2 }).toArray()
    const expected = 'application/jupyterhub-pagination+json'
    expect(sent.map(({ headers }) => headers.get('accept'))).toEqual([expected, expected])
  })

  test('asks for nothing until it is read', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(3)))
    const list = hub.users.list()
    list.pages()[Symbol.asyncIterator]()
    list[Symbol.asyncIterator]()
    await new Promise(setImmediate)
    expect(sent).toHaveLength(0)
  })

  test('is no promise: awaiting it gives the list', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(3)))
    const list = hub.users.list()
    expect(await Promise.resolve(list)).toBe(list)
  })

  test('sends its filters, its headers and nothing else with every page', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(4)))
    const filter = { state: 'active', limit: 2, offset: 1, headers: { 'x-a': 'b' } } as const
    await hub.users.list(filter).toArray()
    expect(sent.map(({ query }) => Object.fromEntries(query))).toEqual([
      { state: 'active', offset: '1', limit: '2' },
      { state: 'active', offset: '2', limit: '3' },
    ])
    expect(sent.map(({ headers }) => headers.get('x-a'))).toEqual(['b', 'b'])
  })

  test('goes by the limit of the hub where that is lower', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(7), { maxLimit: 3 }))
    expect(await hub.users.list({ limit: 100 }).toArray()).toHaveLength(7)
    expect(sent.map(({ query }) => query.get('offset'))).toEqual(['0', '2', '4'])
    expect(await collect(hub.users.list({ limit: 100 }).pages())).toHaveLength(3)
    expect(sent.slice(3).map(({ query }) => query.get('offset'))).toEqual(['0', '3', '6'])
  })

  test('never goes where next.url points', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(9), { maxLimit: 2 }))
    await collect(hub.users.list())
    expect(sent).toHaveLength(8)
    await collect(hub.users.list().pages())
    expect(sent).toHaveLength(8 + 5)
    for (const { url } of sent)
      expect(url).toMatch(/^https:\/\/hub\.example\.org\/hub\/api\/users\?/)
  })

  test('does not end at a short or an empty page', async () => {
    const rows = rowsOf(9, (index) => index < 4 || index === 5)
    const { hub } = fakeHub(modelHub(rows, { maxLimit: 2 }))
    expect(names(await hub.users.list().toArray())).toEqual(['u4', 'u6', 'u7', 'u8'])
  })

  test('takes the bare list of hub 1.x for the whole', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(450), { bare: true }))
    expect(await collect(hub.users.list())).toHaveLength(450)
    expect(sent).toHaveLength(1)
  })

  test('gives an item once that two pages hold', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(9), { maxLimit: 4, overlap: 2 }))
    expect(names(await collect(hub.users.list()))).toEqual(names(rowsOf(9)))
  })

  test('gives an item once that a change of order brings back much later', async () => {
    const { hub } = fakeHub(
      modelHub(rowsOf(9), {
        maxLimit: 2,
        meanwhile: (rows, request) => void (request === 4 && rows.push(...rows.splice(0, 1))),
      }),
    )
    const all = names(await hub.users.list({ sort: 'last_activity' }).toArray())
    expect(all).toHaveLength(new Set(all).size)
  })

  test('may be empty', async () => {
    const { hub } = fakeHub(modelHub([]))
    const list = hub.users.list()
    expect(await collect(list)).toEqual([])
    expect(await list.toArray()).toEqual([])
    expect(await list.first()).toBeUndefined()
    expect(await collect(list.pages())).toEqual([
      { items: [], offset: 0, limit: 200, total: 0, next: null },
    ])
  })

  test('can be read again, and then is asked for again', async () => {
    const rows = rowsOf(3)
    const { hub, sent } = fakeHub(modelHub(rows))
    const list = hub.users.list()
    expect(await collect(list)).toHaveLength(3)
    rows.push({ name: 'u3' })
    expect(await collect(list)).toHaveLength(4)
    expect(await list.toArray()).toHaveLength(4)
    expect(sent).toHaveLength(3)
  })

  test('answers next() calls at once, in their order', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(5), { maxLimit: 2 }))
    const iterator = hub.users.list()[Symbol.asyncIterator]()
    const steps = await Promise.all(Array.from({ length: 7 }, () => iterator.next()))
    expect(steps.map(({ value }) => (value as User | undefined)?.name)).toEqual([
      ...names(rowsOf(5)),
      undefined,
      undefined,
    ])
  })
})

describe('pages()', () => {
  test('are as the hub sent them', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(5), { maxLimit: 2 }))
    const pages = await collect(hub.users.list().pages())
    expect(pages).toMatchObject([
      { offset: 0, limit: 2, total: 5, next: { offset: 2, limit: 2 } },
      { offset: 2, limit: 2, total: 5, next: { offset: 4, limit: 2 } },
      { offset: 4, limit: 2, total: 5, next: null },
    ])
    expect(pages.flatMap((page: Page<User>) => names(page.items))).toEqual(names(rowsOf(5)))
  })

  test('of a bare list are one', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(3), { bare: true }))
    expect(await collect(hub.users.list().pages())).toEqual([
      { items: visible(rowsOf(3)), offset: 0, limit: 3, total: 3, next: null },
    ])
  })
})

describe('first()', () => {
  test('asks for one item', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(300)))
    expect(await hub.users.list().first()).toEqual({ name: 'u0' })
    expect(sent.map(({ query }) => query.toString())).toEqual(['offset=0&limit=1'])
  })

  test('passes over the given number of items', async () => {
    const { hub } = fakeHub(modelHub(rowsOf(9)))
    expect(await hub.users.list({ offset: 4 }).first()).toEqual({ name: 'u4' })
  })

  test('goes on where the first page is empty', async () => {
    const rows = rowsOf(500, (index) => index < 430)
    const { hub, sent } = fakeHub(modelHub(rows))
    expect(await hub.users.list({ state: 'ready' }).first()).toEqual({ name: 'u430' })
    expect(sent.length).toBeLessThan(6)
  })
})

describe('toArray()', () => {
  test('with a max ends there, and asks for no more pages than that takes', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(900)))
    expect(names(await hub.users.list().toArray({ max: 250 }))).toEqual(names(rowsOf(250)))
    expect(sent.length).toBeLessThanOrEqual(3)
  })

  test('with a max of 0 asks for nothing', async () => {
    const { hub, sent } = fakeHub(modelHub(rowsOf(9)))
    expect(await hub.users.list().toArray({ max: 0 })).toEqual([])
    expect(sent).toHaveLength(0)
  })

  test('does not mind a list that grows', async () => {
    const { hub, sent } = fakeHub(
      modelHub(rowsOf(4), {
        maxLimit: 2,
        meanwhile: (rows, request) => void (request < 4 && rows.push({ name: `new${request}` })),
      }),
    )
    const expected = ['u0', 'u1', 'u2', 'u3', 'new1', 'new2', 'new3']
    expect(names(await hub.users.list().toArray())).toEqual(expected)
    expect(sent).toHaveLength(6)
  })

  test('fails as a whole when a page fails', async () => {
    const answer = modelHub(rowsOf(9), { maxLimit: 2 })
    const { hub } = fakeHub((request, number) =>
      number === 3 ? json({ message: 'no' }, { status: 500 }) : answer(request, number),
    )
    expect((await failure(HubServerError, hub.users.list().toArray())).status).toBe(500)
  })
})
