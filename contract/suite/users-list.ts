import { ForbiddenError } from 'jupyterhub-client'
import type { User, UserFilter } from 'jupyterhub-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub, atLeast } = target

const names = async (filter?: UserFilter): Promise<string[]> =>
  (await hub.users.list(filter).toArray()).map(({ name }) => name)

/** Names as the hub gives them to who asks for something that it may not know. */
const namesOf = async (query: string): Promise<string[]> => {
  const { status, json } = await target.raw({ path: `/users?${query}` })
  expect(status).toBe(200)
  return (json as User[]).map(({ name }) => name)
}

const seeded = ['admin', 'ada', 'b@x.org', 'c+d', 'e;f', 'g h', '50%', 'Zoë', '漢字']

describe('listing users', () => {
  const prefix = target.uniqueName('page')
  const five = ['e', 'b', 'd', 'a', 'c'].map((letter) => `${prefix}-${letter}`)
  beforeAll(() => hub.users.createMany(five))
  afterAll(async () => {
    for (const name of five) await hub.users.delete(name)
  })

  const ours = (all: readonly string[]): string[] => all.filter((name) => name.startsWith(prefix))

  test('gives all of them in the order in which they were made', async () => {
    const all = await names()
    expect(all.filter((name) => seeded.includes(name))).toEqual(seeded)
    expect(ours(all)).toEqual(five)
  })

  test('gives all of them in pages of two', async () => {
    const all = await names()
    expect(await names({ limit: 2 })).toEqual(all)
    const pages = []
    for await (const page of hub.users.list({ limit: 2 }).pages()) pages.push(page)
    if (!atLeast('2.0')) {
      // 1.x knows no pages, and gives everything.
      expect(pages).toMatchObject([{ items: { length: all.length }, next: null }])
      return
    }
    expect(pages).toHaveLength(Math.ceil(all.length / 2))
    expect(pages[0]).toMatchObject({
      offset: 0,
      limit: 2,
      total: all.length,
      next: { offset: 2, limit: 2 },
    })
    expect(pages.at(-1)?.next).toBe(null)
  })

  test('starts where it is told to', async () => {
    const all = await names()
    expect(await names({ offset: 3 })).toEqual(atLeast('2.0') ? all.slice(3) : all)
    expect(await names({ offset: 10_000 })).toEqual(atLeast('2.0') ? [] : all)
  })

  test('gives the first', async () => {
    expect(await hub.users.list().first()).toMatchObject({ name: 'admin' })
    expect(await hub.users.list().toArray({ max: 3 })).toHaveLength(3)
  })

  test('cuts the size of a page to 200 without a word', async () => {
    for await (const page of hub.users.list({ limit: 100_000 }).pages()) {
      expect(page.limit).toBe(atLeast('2.0') ? 200 : page.items.length)
    }
  })

  test('says how it goes on with a URL of its own, which nobody should follow', async () => {
    const accept = 'application/jupyterhub-pagination+json'
    const { json } = await target.raw({ path: '/users?limit=2', headers: { accept } })
    if (!atLeast('2.0')) return expect(Array.isArray(json)).toBe(true)
    expect(json).toMatchObject({
      _pagination: {
        next: {
          offset: 2,
          limit: 2,
          url: expect.stringContaining('/hub/api/users?limit=2&offset=2'),
        },
      },
    })
  })

  test.each(['application/json', 'application/jupyterhub-pagination+json;q=0.9'])(
    'gives a bare list, cut to a page, to who accepts %s',
    async (accept) => {
      const { json } = await target.raw({ path: '/users?limit=2', headers: { accept } })
      expect(Array.isArray(json)).toBe(true)
      if (atLeast('2.0')) expect(json).toHaveLength(2)
    },
  )

  test('by a limit that is no number: 400, passed over on 1.x', async () => {
    const { status, json } = await target.raw({ path: '/users?limit=x' })
    if (!atLeast('2.0')) return expect(status).toBe(200)
    const message = 'Invalid argument type, offset and limit must be integers'
    expect(json).toEqual({ status: 400, message })
  })

  test('takes a negative limit for a positive one', async () => {
    const { json } = await target.raw({ path: '/users?limit=-2' })
    if (atLeast('2.0')) expect(json).toHaveLength(2)
    else expect(json).toHaveLength((await names()).length)
  })

  test('from further than a database can count: 500', async () => {
    const { status } = await target.raw({ path: `/users?offset=${'9'.repeat(30)}` })
    expect(status).toBe(atLeast('2.0') ? 500 : 200)
  })

  test('finds names by a part of them since 2.3; before, everyone is shown, and refused', async () => {
    const name_filter = prefix.toUpperCase()
    if (!atLeast('2.3')) {
      await tooOld(names({ name_filter }), '2.3')
      await tooOld(names({ name_filter: 'no-one' }), '2.3')
      expect(await namesOf('name_filter=no-one')).toEqual(await names())
      return
    }
    expect(await names({ name_filter })).toEqual(five)
    expect(await names({ name_filter: 'no-one' })).toEqual([])
  })

  test.each([
    ['zo_', ['Zoë']],
    ['c%d', ['c+d']],
    ['X.ORG', ['b@x.org']],
    ['漢', ['漢字']],
  ])('finds names with wildcards: %s', async (name_filter, expected) => {
    const found = names({ name_filter })
    if (atLeast('2.3')) return expect(await found).toEqual(expected)
    await tooOld(found, '2.3')
    const all = await namesOf(`name_filter=${encodeURIComponent(name_filter)}`)
    expect(all).toEqual(expect.arrayContaining(seeded))
  })

  test('puts them in order since 5.0; before, they come as they were made, and are refused', async () => {
    expect(ours(await names({ sort: 'id' }))).toEqual(five)
    if (!atLeast('5.0')) {
      for (const sort of ['name', '-name', '-id'] as const) {
        await tooOld(names({ sort }), '5.0')
        expect(ours(await namesOf(`sort=${sort}`))).toEqual(five)
      }
      await tooOld(names({ sort: '-id', limit: 2 }), '5.0')
      return
    }
    const sorted = five.toSorted()
    expect(ours(await names({ sort: 'name' }))).toEqual(sorted)
    expect(ours(await names({ sort: '-name' }))).toEqual(sorted.toReversed())
    expect(ours(await names({ sort: '-id', limit: 2 }))).toEqual(five.toReversed())
  })

  test('puts those who were active last at the end, and those who never were before them', async () => {
    const [, , third = '', fourth = ''] = five
    await hub.users.recordActivity(third, { last_activity: '2024-01-02T00:00:00Z' })
    await hub.users.recordActivity(fourth, { last_activity: '2024-01-01T00:00:00Z' })
    const listed = names({ sort: 'last_activity' })
    if (!atLeast('5.0')) {
      await tooOld(listed, '5.0')
      expect(ours(await namesOf('sort=last_activity'))).toEqual(five)
      return
    }
    const found = ours(await listed)
    expect(found.slice(3)).toEqual([fourth, third])
    const reversed = ours(await names({ sort: '-last_activity' }))
    expect(reversed.slice(0, 2)).toEqual([third, fourth])
  })

  test('in an order that does not exist: 400, passed over before 5.0', async () => {
    const path = '/users?sort=bogus'
    const { status, json } = await target.raw({ path })
    if (!atLeast('5.0')) return expect(status).toBe(200)
    expect(json).toEqual({
      status: 400,
      message: "sort must be 'id', 'name', or 'last_activity', not 'bogus'",
    })
  })

  test('shows only those whom the scopes reach', async () => {
    const list = target.as('group-staff').users.list().toArray()
    if (!atLeast('2.0')) {
      await caught(list, ForbiddenError)
      return
    }
    const users = await list
    expect(users.map(({ name }) => name)).toEqual(['ada', 'b@x.org'])
    expect(users[0]).toHaveProperty('groups', ['staff'])
    expect(users[0]).not.toHaveProperty('servers')
  })

  test('shows only what the scopes cover', async () => {
    const list = target.as('lister').users.list().toArray()
    if (!atLeast('2.0')) {
      await caught(list, ForbiddenError)
      return
    }
    const keys = new Set((await list).flatMap((user) => Object.keys(user)))
    expect([...keys].toSorted()).toEqual([
      'admin',
      'kind',
      'name',
      ...(atLeast('6.0') ? ['user_info'] : []),
    ])
  })

  test('without list:users: 403', async () => {
    const { requiredScopes } = await caught(
      target.as('reader-ada').users.list().toArray(),
      ForbiddenError,
    )
    expect(requiredScopes).toEqual(atLeast('2.0') ? ['list:users'] : [])
  })

  test('with page options that make no sense sends nothing', () => {
    expect(() => hub.users.list({ limit: 0 })).toThrow('limit')
    expect(() => hub.users.list({ offset: -1 })).toThrow('offset')
  })
})
