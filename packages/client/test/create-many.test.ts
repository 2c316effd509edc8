import * as fc from 'fast-check'
import { createHub } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  JupyterHub,
} from '../src/index.ts'
import { fakeHub, hubError, json } from './support/fake-hub.ts'
import { failure } from './support/failure.ts'
import { instantClock } from './support/instant-clock.ts'

/** A hub with an admin and these users. Names that hold a slash are invalid there. */
function hubWith(users: Iterable<string> = []) {
  const admin = { name: 'admin', admin: true, token: 'secret' }
  const emulated = createHub({ users: [admin, ...users] })
  const { url, fetch } = emulated
  const hub = new JupyterHub({ url, token: 'secret', fetch, clock: instantClock })
  return { hub, emulated }
}

const namesIn = (body: string | undefined): readonly string[] =>
  (JSON.parse(body ?? '') as { usernames: string[] }).usernames

const createdAll = (names: readonly string[]): Response =>
  json(
    names.map((name) => ({ kind: 'user', name })),
    { status: 201 },
  )

const outcomesOf = (list: readonly { name: string; outcome: string }[]) =>
  Object.fromEntries(list.map(({ name, outcome }) => [name, outcome]))

describe('createMany', () => {
  test('tells for each name whether it was created, existed or is invalid', async () => {
    const { hub, emulated } = hubWith(['ada'])
    const made = await hub.users.createMany(['a/b', 'ada', 'Grace', 'c/d', 'joan'])
    expect(outcomesOf(made)).toEqual({
      'a/b': 'invalid',
      ada: 'existed',
      Grace: 'created',
      'c/d': 'invalid',
      joan: 'created',
    })
    expect(made[0]?.message).toBe('Invalid usernames: a/b, c/d')
    expect(made[2]?.user?.name).toBe('grace')
    expect(emulated.requests).toHaveLength(2)
  })

  test('finds an invalid name that the hub does not name in halves', async () => {
    const users = new Set<string>()
    const { hub, sent } = fakeHub(({ body }) => {
      const names = namesIn(body)
      if (names.includes('n77')) return hubError(400, 'Invalid username: u-77')
      for (const name of names) users.add(name)
      return createdAll(names)
    })
    const names = Array.from({ length: 200 }, (_, index) => `n${index}`)
    const made = await hub.users.createMany(names)
    expect(made.filter(({ outcome }) => outcome !== 'created')).toEqual([
      { name: 'n77', outcome: 'invalid', message: 'Invalid username: u-77' },
    ])
    expect(users.size).toBe(199)
    expect(sent.length).toBeLessThan(20)
  })

  test('goes on after a name at which the authenticator fails, and says that it is not sure of those before', async () => {
    const users = new Set<string>()
    const { hub } = fakeHub(({ body }) => {
      const fresh = namesIn(body).filter((name) => !users.has(name))
      if (fresh.length === 0) return hubError(409, 'All users already exist')
      for (const name of fresh) {
        // It has made those before.
        if (name === 'bad') return hubError(400, 'Failed to create user bad: no such account')
        users.add(name)
      }
      return createdAll(fresh)
    })
    const made = await hub.users.createMany(['one', 'bad', 'two'])
    expect(made).toMatchObject([
      { name: 'one', outcome: 'existed', uncertain: true },
      { name: 'bad', outcome: 'invalid' },
      { name: 'two', outcome: 'created' },
    ])
    expect(users).toEqual(new Set(['one', 'two']))
  })

  test('makes a request again whose answer was lost, and says that it is not sure', async () => {
    const { hub, emulated } = hubWith(['ada'])
    emulated.faults.add({ trouble: 'lost answer' })
    const made = await hub.users.createMany(['one', 'ada'])
    expect(made).toEqual([
      { name: 'one', outcome: 'existed', uncertain: true },
      { name: 'ada', outcome: 'existed', uncertain: true },
    ])
  })

  test('does not make a lost request again when it may not, nor one that was refused', async () => {
    const lost = fakeHub(() => Promise.reject(new TypeError('fetch failed')))
    await failure(HubConnectionError, lost.hub.users.createMany(['a'], {}, { retries: 0 }))
    expect(lost.sent).toHaveLength(1)
    const refused = fakeHub(() => hubError(403, 'Only admins can grant admin permissions'))
    await failure(ForbiddenError, refused.hub.users.createMany(['a'], { admin: true }))
    expect(refused.sent).toHaveLength(1)
  })

  test.each([
    ['is not reached', () => Promise.reject(new TypeError('fetch failed')), HubConnectionError],
    ['has it already', () => hubError(409, 'exists'), ConflictError],
    ['takes no such name', () => hubError(400, 'Invalid username: a'), BadRequestError],
  ])(
    'what middleware throws of another hub that %s is not about its users',
    async (_, answer, kind) => {
      const other = fakeHub(answer, { url: 'https://other.example.org', retries: 0 })
      const asked: number[] = []
      const { hub, sent } = fakeHub(({ body }) => createdAll(namesIn(body)), {
        clock: instantClock,
        middleware: [
          async (request, next) => {
            asked.push(1)
            await other.hub.users.create('a')
            return next(request)
          },
        ],
      })
      const error = await failure(kind, hub.users.createMany(['a', 'b']))
      expect(error.url).toMatch(/^https:\/\/other\./)
      expect([asked.length, sent]).toEqual([1, []])
    },
  )

  test('sends 200 names at a time, each once', async () => {
    const { hub, emulated } = hubWith()
    const names = Array.from({ length: 450 }, (_, index) => `n${index % 430}`)
    const made = await hub.users.createMany(names, { admin: true })
    expect(made).toHaveLength(430)
    const bodies = emulated.requests.map(({ body }) => body as { usernames: string[] })
    expect(bodies.map(({ usernames }) => usernames.length)).toEqual([200, 200, 30])
    expect(bodies[0]).toMatchObject({ admin: true })
  })

  test('matches names that the hub maps to others by their order', async () => {
    const { hub } = fakeHub(({ body }) =>
      createdAll(namesIn(body).map((name) => `u-${name.length}`)),
    )
    const made = await hub.users.createMany(['a', 'bb'])
    expect(made.map(({ name, user }) => [name, user?.name])).toEqual([
      ['a', 'u-1'],
      ['bb', 'u-2'],
    ])
  })

  test('refuses names that cannot be, before anything is sent', async () => {
    const { hub, sent } = fakeHub(() => json([]))
    await failure(HubConfigError, hub.users.createMany([]))
    await failure(HubConfigError, hub.users.createMany(['a', '']))
    await failure(HubConfigError, hub.users.createMany(['a'], { admn: true } as never))
    expect(sent).toHaveLength(0)
  })

  test('never loses a name, and says of none what is not so', { timeout: 20_000 }, async () => {
    const name = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'x/', 'y/', 'ALICE', 'bob')
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1 }),
        fc.array(name),
        fc.integer({ min: 0, max: 3 }),
        async (names, present, lostAt) => {
          const invalid = (given: string) => given.includes('/')
          const before = new Set(present.filter((given) => !invalid(given)))
          const { hub, emulated } = hubWith(before)
          if (lostAt > 0) emulated.faults.add({ trouble: 'lost answer', after: lostAt - 1 })
          const made = await hub.users.createMany(names)
          expect(made.map((one) => one.name)).toEqual([...new Set(names)])
          for (const { name: given, outcome, uncertain } of made) {
            const normal = given.toLowerCase()
            expect(emulated.state.users.get(normal) !== undefined).toBe(outcome !== 'invalid')
            expect(outcome === 'invalid').toBe(invalid(given))
            const wrong = uncertain ? [] : [outcome === 'created' && before.has(normal)]
            expect(wrong).not.toContain(true)
          }
        },
      ),
    )
  })
})
