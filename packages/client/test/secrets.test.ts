import { describe, expect, test, vi } from 'vitest'
import { HubError, HubProtocolError, JupyterHub } from '../src/index.ts'
import type { ClientOptions } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { canary, fakeHub, hang, hubError, json } from './support/fake-hub.ts'
import type { Sent } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { shown } from './support/shown.ts'

const sources: [string, Pick<ClientOptions, 'token' | 'headers'>][] = [
  ['a string', { token: canary }],
  ['a function', { token: () => canary }],
  ['a header', { token: null, headers: { authorization: `Bearer ${canary}` } }],
]

/** An error that quotes the request's headers. */
const quoting = ({ headers }: Sent): Response => hubError(400, JSON.stringify([...headers]))

describe('the token', () => {
  test.each(sources)('from %s is in nothing that prints the hub', async (_, options) => {
    const { hub } = fakeHub(() => json({ version: '5.5.1' }), options)
    await hub.whoami()
    await hub.capabilities()
    for (const value of [hub, hub.with({ timeout: 5 }), JupyterHub, await hub.capabilities()]) {
      expect(shown(value)).not.toContain(canary)
    }
    for (const resource of Object.values(hub)) expect(shown(resource)).not.toContain(canary)
  })

  test('is in no list, and in no iterator that a list gives', async () => {
    const { hub } = fakeHub(() => json([{ name: 'ada' }, { name: 'bob' }]))
    const list = hub.users.list()
    const iterator = list[Symbol.asyncIterator]()
    await iterator.next()
    const stream = hub.servers.progress('ada')
    for (const value of [list, list.pages(), iterator, stream, stream[Symbol.asyncIterator]()]) {
      expect(shown(value)).not.toContain(canary)
    }
  })

  test('is in no function of the hub', () => {
    const { hub } = fakeHub(() => json({}))
    const functions = Object.values(hub).flatMap((value) => Object.values(Object(value) as object))
    expect(functions.length).toBeGreaterThan(40)
    for (const value of functions) expect(String(value)).not.toContain(canary)
  })

  test.each([
    ['an answer with an error status', () => hubError(403)],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/hub/login' } })],
    ['an answer that is no JSON', () => new Response('<')],
    ['a lost connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['a timeout', hang],
  ])('is in no error after %s', async (_, answer) => {
    for (const [, options] of sources) {
      const { hub } = fakeHub(answer, { ...options, retries: 0, timeout: 50 })
      const error = await failure(HubError, hub.users.get('ada'))
      expect(shown(error)).not.toContain(canary)
    }
  })

  test.each([
    ['its message', (text: string) => new TypeError(`Invalid header value: ${text}`)],
    [
      'the message of its cause',
      (text: string) => new TypeError('failed', { cause: new Error(text) }),
    ],
    [
      'the cause of its cause',
      (text: string) => {
        const cause = new Error('socket', { cause: new Error(text) })
        return new TypeError('failed', { cause })
      },
    ],
  ])('is in no error when fetch fails with an error that holds it in %s', async (_, make) => {
    const { hub } = fakeHub(
      ({ headers }) => Promise.reject(make(String(headers.get('authorization')))),
      { retries: 0 },
    )
    expect(shown(await failure(HubError, hub.users.get('ada')))).not.toContain(canary)
  })

  test.each(sources)('from %s is in no error that quotes the request', async (_, options) => {
    const { hub } = fakeHub(quoting, options)
    expect(shown(await failure(HubError, hub.whoami()))).not.toContain(canary)
  })

  test('is in no URL', async () => {
    const { hub, sent } = fakeHub(() => json([]))
    await hub.users.list().toArray()
    await hub.users.delete('ada')
    expect(sent.filter(({ url }) => url.includes(canary))).toEqual([])
    expect(hub.oauth.authorizeUrl({ client_id: 'x', state: 'y' })).not.toContain(canary)
  })

  test('is not sent with calls that need none', async () => {
    const { hub, sent } = fakeHub(() => json({ version: '5.5.1' }))
    await hub.version()
    await hub.health()
    await hub.oauth.exchangeCode({ code: 'c', client_id: 'i', client_secret: 's' })
    await hub.tokens.create('ada', { auth: { username: 'ada', password: 'x' } })
    expect(sent.filter(({ headers }) => headers.has('authorization'))).toEqual([])
    expect(sent).toHaveLength(4)
  })

  test('is sent in the way that all hubs know', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    await hub.whoami()
    expect(sent[0]?.headers.get('authorization')).toBe(`token ${canary}`)
  })
})

describe('a token function', () => {
  test('is asked before every attempt, and its newest answer is sent', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    let asked = 0
    const token = async () => {
      asked += 1
      return `${canary}-${asked}`
    }
    const { hub, sent } = fakeHub((_, n) => (n < 3 ? hubError(503) : json({})), { token })
    await hub.whoami()
    await hub.whoami()
    vi.restoreAllMocks()
    const tokens = sent.map(({ headers }) => headers.get('authorization'))
    expect(tokens).toEqual([1, 2, 3, 4].map((n) => `token ${canary}-${n}`))
  })

  test('that throws ends the call with what it threw', async () => {
    const problem = new Error('the vault is sealed')
    const { hub, sent } = fakeHub(() => json({}), { token: () => Promise.reject(problem) })
    expect(await reasonOf(hub.whoami())).toBe(problem)
    expect(sent).toHaveLength(0)
  })

  test('is not asked when the call brings an authorization of its own', async () => {
    const token = vi.fn<() => string>(() => canary)
    const { hub, sent } = fakeHub(() => json({}), { token })
    await hub.whoami({ headers: { Authorization: 'Bearer mine' } })
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer mine')
    expect(token).not.toHaveBeenCalled()
  })
})

describe('a redirect', () => {
  test('is asked for as it is, whatever the fetch', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    await hub.whoami()
    await hub.request({ method: 'POST', path: '/x', body: {} })
    expect(sent.map(({ init }) => init.redirect)).toEqual(['manual', 'manual'])
  })

  test('to another origin is never followed, by a stream neither', async () => {
    let visits = 0
    const elsewhere = await serve((_, response) => {
      visits += 1
      response.end('{}')
    })
    const url = await serve((request, response) => {
      response.writeHead(307, { location: `${elsewhere}${request.url}` })
      response.end()
    })
    const hub = clientOf(url)
    const calls = [
      () => hub.whoami(),
      () => hub.users.list().toArray(),
      () => hub.users.delete('ada'),
      () => hub.servers.progress('ada')[Symbol.asyncIterator]().next(),
      () => hub.request({ path: '/x' }),
    ]
    for (const call of calls) {
      const error = await failure(HubProtocolError, call())
      expect(error.message).toContain(elsewhere)
      expect(shown(error)).not.toContain(canary)
    }
    expect(visits).toBe(0)
  })
})
