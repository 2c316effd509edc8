import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JupyterHub } from '../src/index.ts'
import { apiUrl, fakeHub, json } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'

const odd = [
  '/',
  'a/b',
  '@',
  'a b',
  ' ',
  '+',
  ';',
  '%',
  '%2F',
  '%2e%2e',
  '#',
  '?',
  '&',
  '=',
  '\\',
  '...',
]
odd.push(
  'a..',
  '..a',
  "!'()*",
  'ü',
  '用户',
  '\u{1f600}',
  '\t',
  '\n',
  '\0',
  '\u202e',
  'e\u0301',
  '~',
  '|',
  '"',
)

/** Any name that can stand in a path. */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({
      unit: fc.constantFrom('/', '.', '%', '@', '+', ';', '#', '?', ' ', '\\', 'a', 'é'),
      minLength: 1,
    }),
    fc.constantFrom(...odd),
  )
  .filter((text) => text !== '.' && text !== '..' && !/\p{Surrogate}/u.test(text))

type Call = (hub: JupyterHub, a: string, b: string, c: string) => Promise<unknown>

/** Calls and their paths: names by number, the rest as it stands. */
const calls: [string, (string | number)[], Call][] = [
  ['users.get', ['users', 0], (hub, a) => hub.users.get(a)],
  ['users.delete', ['users', 0], (hub, a) => hub.users.delete(a)],
  [
    'users.recordActivity',
    ['users', 0, 'activity'],
    (hub, a) => hub.users.recordActivity(a, { servers: {} }),
  ],
  ['tokens.get', ['users', 0, 'tokens', 'a12'], (hub, a) => hub.tokens.get(a, 'a12')],
  ['servers.stop', ['users', 0, 'servers', 1], (hub, a, b) => hub.servers.stop(a, b)],
  ['servers.remove', ['users', 0, 'servers', 1], (hub, a, b) => hub.servers.remove(a, b)],
  ['servers.start', ['users', 0, 'servers', 1], (hub, a, b) => hub.servers.start(a, { name: b })],
  [
    'servers.progress',
    ['users', 0, 'servers', 1, 'progress'],
    async (hub, a, b) => {
      await hub.servers.progress(a, b)[Symbol.asyncIterator]().next()
    },
  ],
  ['groups.get', ['groups', 0], (hub, a) => hub.groups.get(a)],
  [
    'groups.setProperties',
    ['groups', 0, 'properties'],
    (hub, a) => hub.groups.setProperties(a, {}),
  ],
  ['services.delete', ['services', 0], (hub, a) => hub.services.delete(a)],
  ['shares.ofServer', ['shares', 0, 1], (hub, a, b) => hub.shares.ofServer(a, b).first()],
  [
    'shares.getWithUser',
    ['users', 0, 'shared', 1, 2],
    (hub, a, b, c) => hub.shares.getWithUser(a, b, c),
  ],
  [
    'shares.leaveAsGroup',
    ['groups', 0, 'shared', 1, 2],
    (hub, a, b, c) => hub.shares.leaveAsGroup(a, b, c),
  ],
  ['shareCodes.list', ['share-codes', 0, 1], (hub, a, b) => hub.shareCodes.list(a, b).first()],
  [
    'identifyToken',
    ['authorizations', 'token', 0],
    (hub, a) => hub.authorizations.identifyToken(a),
  ],
  [
    'identifyCookie',
    ['authorizations', 'cookie', 0, 1],
    (hub, a, b) => hub.authorizations.identifyCookie(a, b),
  ],
]

describe('a name in a path', () => {
  test.each(calls)(
    'of %s reaches the hub as it is, in a segment of its own',
    async (_, path, call) => {
      await fc.assert(
        fc.asyncProperty(name, name, name, async (a, b, c) => {
          const { hub, sent } = fakeHub(() => json({}), { retries: 0 })
          await Promise.allSettled([call(hub, a, b, c)])
          const names = [a, b, c]
          const { href, pathname, hash } = new URL(sent[0]?.url ?? '')
          const segments = pathname.split('/').map(decodeURIComponent)
          const expected = path.map((part) => (typeof part === 'number' ? names[part] : part))
          expect(segments).toEqual(['', 'hub', 'api', ...expected])
          expect(href.startsWith(`${apiUrl}/`)).toBe(true)
          expect(hash).toBe('')
        }),
      )
    },
  )

  test('under a prefix stays under it', async () => {
    await fc.assert(
      fc.asyncProperty(name, async (user) => {
        const { hub, sent } = fakeHub(() => json({}), { url: 'https://example.org/deep/er' })
        await hub.users.get(user)
        const { pathname } = new URL(sent[0]?.url ?? '')
        expect(pathname.slice(0, '/deep/er/hub/api/users/'.length)).toBe('/deep/er/hub/api/users/')
        expect(pathname.split('/')).toHaveLength(7)
      }),
    )
  })

  test('arrives so at a real server', async () => {
    const seen: string[] = []
    const url = await serve((request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
    const hub = clientOf(url)
    for (const user of odd) await hub.users.get(user)
    expect(seen.map((path) => decodeURIComponent(path.slice('/hub/api/users/'.length)))).toEqual(
      odd,
    )
    for (const path of seen) expect(path.split('/')).toHaveLength(5)
  })
})

describe('a text in a query', () => {
  const text = fc.oneof(fc.constant(''), fc.constantFrom('.', '..', 'a&b=c', 'a+b', '#', '%'), name)

  test('reaches the hub as it is', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (filter) => {
        const { hub, sent } = fakeHub(() => json([]))
        await hub.users.list({ name_filter: filter }).toArray()
        expect(sent[0]?.query.get('name_filter')).toBe(filter)
        expect([...(sent[0]?.query.keys() ?? [])].toSorted()).toEqual([
          'limit',
          'name_filter',
          'offset',
        ])
      }),
    )
  })

  test('of a request of one’s own reaches the hub as it is, by its name', async () => {
    await fc.assert(
      fc.asyncProperty(name, text, async (key, value) => {
        const { hub, sent } = fakeHub(() => json([]))
        await hub.request({ path: '/x', query: { [key]: value, gone: undefined, yes: true, n: 5 } })
        expect(Object.fromEntries(sent[0]?.query ?? [])).toEqual({
          [key]: value,
          yes: 'true',
          n: '5',
        })
      }),
    )
  })
})
