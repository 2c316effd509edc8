import { describe, expect, test } from 'vitest'
import { BadRequestError, HubConfigError, HubConnectionError } from '../src/index.ts'
import type { Middleware } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'
import { clientOf, deadEnd } from './support/serve.ts'

/** Adds a header and passes on. */
const adding =
  (name: string, value: string): Middleware =>
  (request, next) => {
    request.headers[name] = value
    return next(request)
  }

const rewriting: Middleware = (request, next) =>
  next({ ...request, url: `${request.url}?x=1`, headers: { ...request.headers, 'x-a': 'b' } })
const caching: Middleware = async () => json({ name: 'cached' })
const refusing: Middleware = async () => hubError(400, 'Not today')

const twice: Middleware = async (request, next) => {
  const first = await next(request)
  return first.ok ? first : next(request)
}

const redoing: Middleware = async (request, next) => {
  const user = (await (await next(request)).json()) as object
  return json({ ...user, seen: true })
}

describe('what middleware may do', () => {
  test('is to add headers', async () => {
    const { hub, sent } = fakeHub(() => json({}), {
      middleware: [adding('traceparent', '00-1-2-01')],
    })
    await hub.whoami()
    expect(sent[0]?.headers.get('traceparent')).toBe('00-1-2-01')
    expect(sent[0]?.headers.get('authorization')).toBe(`token ${canary}`)
  })

  test.each(['authorization', 'Authorization'])(
    'is to set an %s, which is sent alone',
    async (name) => {
      const { hub, sent } = fakeHub(() => json({}), { middleware: [adding(name, 'Bearer other')] })
      await hub.whoami()
      expect(sent[0]?.headers.get('authorization')).toBe('Bearer other')
    },
  )

  test('is to pass on a request of its own', async () => {
    const { hub, sent } = fakeHub(() => json({}), { middleware: [rewriting] })
    await hub.whoami()
    expect(sent[0]?.url).toBe('https://hub.example.org/hub/api/user?x=1')
    expect(sent[0]?.headers.get('x-a')).toBe('b')
    expect(sent[0]?.headers.get('authorization')).toBe(`token ${canary}`)
  })

  test('is to answer itself', async () => {
    const { hub, sent } = fakeHub(() => json({}), { middleware: [caching] })
    expect(await hub.whoami()).toEqual({ name: 'cached' })
    expect(sent).toHaveLength(0)
  })

  test('is to answer with an error, which is read as the hub’s', async () => {
    const { hub } = fakeHub(() => json({}), { middleware: [refusing] })
    expect((await failure(BadRequestError, hub.whoami())).message).toBe('Not today')
  })

  test('is to call next twice, within one attempt', async () => {
    const { hub, sent } = fakeHub((_, number) =>
      number === 1 ? hubError(500) : json({ name: 'ada' }),
    )
    expect(await hub.users.update('ada', { admin: true }, { middleware: [twice] })).toEqual({
      name: 'ada',
    })
    expect(sent).toHaveLength(2)
    expect(sent[1]?.body).toBe('{"admin":true}')
    expect(sent[1]?.headers.get('authorization')).toBe(`token ${canary}`)
  })

  test('is to replace the response', async () => {
    const { hub } = fakeHub(() => json({ name: 'ada' }), { middleware: [redoing] })
    expect(await hub.whoami()).toEqual({ name: 'ada', seen: true })
  })

  test('is to throw, which reaches the caller as it is, and ends the call', async () => {
    for (const problem of [new RangeError('quota'), 'a string', undefined, { status: 503 }]) {
      const throwing: Middleware = () => Promise.reject(problem)
      const { hub, sent } = fakeHub(() => json({}), { middleware: [throwing] })
      expect(await reasonOf(hub.whoami())).toBe(problem)
      expect(sent).toHaveLength(0)
    }
  })

  test('is to throw at once, before it gives a promise', async () => {
    const problem = new RangeError('quota')
    const throwing: Middleware = () => {
      throw problem
    }
    const { hub } = fakeHub(() => json({}), { middleware: [throwing] })
    expect(await reasonOf(hub.whoami())).toBe(problem)
  })

  test('is to throw what another hub failed with, after which the answered request is not repeated', async () => {
    const other = clientOf(await deadEnd())
    const auditing: Middleware = async (request, next) => {
      const response = await next(request)
      await other.whoami()
      return response
    }
    const { hub, sent } = fakeHub(() => json({ id: 'a1' }), { middleware: [auditing] })
    const error = await failure(HubConnectionError, hub.tokens.create('ada', { note: 'one' }))
    expect(error.path).toBe('/user')
    expect(sent).toHaveLength(1)
  })

  test('is to see why next failed', async () => {
    const seen: unknown[] = []
    const watching: Middleware = async (request, next) => {
      try {
        return await next(request)
      } catch (error) {
        seen.push(error)
        throw error
      }
    }
    const problem = new TypeError('fetch failed')
    const { hub } = fakeHub(() => Promise.reject(problem), { middleware: [watching], retries: 0 })
    const error = await reasonOf(hub.whoami())
    expect(seen).toEqual([error])
  })
})

describe('what middleware may not do', () => {
  test.each([
    ['another host', 'https://elsewhere.example.org/hub/api/user'],
    ['another scheme', 'http://hub.example.org/hub/api/user'],
    ['another port', 'https://hub.example.org:8443/hub/api/user'],
    ['another path of the host', 'https://hub.example.org/evil'],
    ['a path that begins alike', 'https://hub.example.org/hub/api-evil/user'],
    ['a path that leaves', 'https://hub.example.org/hub/api/../../evil'],
    ['a path that leaves, encoded', 'https://hub.example.org/hub/api/%2e%2e/evil'],
    ['a host after credentials', 'https://hub.example.org@elsewhere.example.org/hub/api/user'],
    ['a host that begins alike', 'https://hub.example.org.evil.example/hub/api/user'],
    ['no URL', '/hub/api/user'],
  ])('is to send the token to %s', async (_, url) => {
    const astray: Middleware = (request, next) => next({ ...request, url })
    const { hub, sent } = fakeHub(() => json({}), { middleware: [astray] })
    const error = await failure(HubConfigError, hub.whoami())
    expect(error.message).toMatch(/middleware/)
    expect(sent).toHaveLength(0)
  })
})
