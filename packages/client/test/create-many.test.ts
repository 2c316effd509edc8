import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ForbiddenError, HubConfigError, HubConnectionError } from '../src/index.ts'
import type { Answerer } from './support/fake-hub.ts'
import { fakeHub, hubError, json } from './support/fake-hub.ts'
import { failure } from './support/failure.ts'
import { instantClock } from './support/instant-clock.ts'

interface Model {
  readonly users: Set<string>
  /** Names that the authenticator refuses. */
  readonly invalid?: (name: string) => boolean
  /** Names at which the authenticator fails after it has made those before. */
  readonly failing?: (name: string) => boolean
  /** What it makes of a name. */
  readonly normalize?: (name: string) => string
}

/** `POST /users`, as the hub's handler has it. */
function creating({ users, ...model }: Model): (names: readonly string[]) => Response {
  const { invalid = () => false, failing = () => false } = model
  const { normalize = (name: string) => name.toLowerCase() } = model
  return (names) => {
    const wanted = names.map(normalize)
    const bad = wanted.filter(invalid)
    if (bad.length > 0) {
      return hubError(400, `Invalid username${bad.length > 1 ? 's' : ''}: ${bad.join(', ')}`)
    }
    const fresh = wanted.filter((name) => !users.has(name))
    if (fresh.length === 0) return hubError(409, `All ${names.length} users already exist`)
    for (const name of fresh) {
      if (failing(name)) return hubError(400, `Failed to create user ${name}: no such account`)
      users.add(name)
    }
    return json(
      fresh.map((name) => ({ kind: 'user', name })),
      { status: 201 },
    )
  }
}

const answering =
  (model: Model): Answerer =>
  ({ body }) =>
    creating(model)((JSON.parse(body ?? '') as { usernames: string[] }).usernames)

const outcomesOf = (list: readonly { name: string; outcome: string }[]) =>
  Object.fromEntries(list.map(({ name, outcome }) => [name, outcome]))

describe('createMany', () => {
  test('tells for each name whether it was created, existed or is invalid', async () => {
    const model = { users: new Set(['ada']), invalid: (name: string) => name.includes('/') }
    const { hub, sent } = fakeHub(answering(model))
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
    expect(sent).toHaveLength(2)
  })

  test('finds an invalid name that the hub does not name in halves', async () => {
    const users = new Set<string>()
    const { hub, sent } = fakeHub(({ body }) => {
      const { usernames } = JSON.parse(body ?? '') as { usernames: string[] }
      if (usernames.includes('n77')) return hubError(400, 'Invalid username: u-77')
      return creating({ users })(usernames)
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
    const model = { users: new Set<string>(), failing: (name: string) => name === 'bad' }
    const { hub } = fakeHub(answering(model))
    const made = await hub.users.createMany(['one', 'bad', 'two'])
    expect(made).toMatchObject([
      { name: 'one', outcome: 'existed', uncertain: true },
      { name: 'bad', outcome: 'invalid' },
      { name: 'two', outcome: 'created' },
    ])
    expect(model.users).toEqual(new Set(['one', 'two']))
  })

  test('makes a request again whose answer was lost, and says that it is not sure', async () => {
    const model = { users: new Set(['ada']) }
    const { hub } = fakeHub(
      (request, number) => {
        const answer = answering(model)(request, number)
        if (number === 1) throw new TypeError('fetch failed')
        return answer
      },
      { clock: instantClock },
    )
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

  test('sends 200 names at a time, each once', async () => {
    const { hub, sent } = fakeHub(answering({ users: new Set() }))
    const names = Array.from({ length: 450 }, (_, index) => `n${index % 430}`)
    const made = await hub.users.createMany(names, { admin: true })
    expect(made).toHaveLength(430)
    const bodies = sent.map(({ body }) => JSON.parse(body ?? '') as { usernames: string[] })
    expect(bodies.map(({ usernames }) => usernames.length)).toEqual([200, 200, 30])
    expect(bodies[0]).toMatchObject({ admin: true })
  })

  test('matches names that the hub maps to others by their order', async () => {
    const normalize = (name: string) => `u-${name.length}`
    const { hub } = fakeHub(answering({ users: new Set(), normalize }))
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

  test('never loses a name, and says of none what is not so', async () => {
    const name = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'x/', 'y/', 'ALICE', 'bob')
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 1 }),
        fc.array(name),
        fc.integer({ min: 0, max: 3 }),
        async (names, present, lostAt) => {
          const invalid = (given: string) => given.includes('/')
          const before = new Set(present.filter((given) => !invalid(given)))
          const model = { users: new Set(before), invalid }
          const { hub } = fakeHub(
            (request, number) => {
              const answer = answering(model)(request, number)
              if (number === lostAt) throw new TypeError('fetch failed')
              return answer
            },
            { clock: instantClock },
          )
          const made = await hub.users.createMany(names)
          expect(made.map((one) => one.name)).toEqual([...new Set(names)])
          for (const { name: given, outcome, uncertain } of made) {
            const normal = given.toLowerCase()
            expect(model.users.has(normal)).toBe(outcome !== 'invalid')
            expect(outcome === 'invalid').toBe(invalid(given))
            const wrong = uncertain ? [] : [outcome === 'created' && before.has(normal)]
            expect(wrong).not.toContain(true)
          }
        },
      ),
    )
  })
})
