import { describe, expect, test, vi } from 'vitest'
import type { HubRequest, Middleware, MiddlewareContext } from '../src/index.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'

/** Writes down when it is passed on the way there and back. */
function marking(name: string, passed: string[]): Middleware {
  return async (request, next) => {
    passed.push(`${name} in`)
    const response = await next(request)
    passed.push(`${name} out`)
    return response
  }
}

describe('middleware', () => {
  test('of the hub is around that of hub.with, which is around that of the call', async () => {
    const passed: string[] = []
    const { hub } = fakeHub(() => json({}), {
      middleware: [marking('a', passed), marking('b', passed)],
    })
    await hub
      .with({ middleware: [marking('c', passed)] })
      .whoami({ middleware: [marking('d', passed), marking('e', passed)] })
    const order = ['a', 'b', 'c', 'd', 'e']
    expect(passed).toEqual([
      ...order.map((name) => `${name} in`),
      ...order.toReversed().map((name) => `${name} out`),
    ])
  })

  test('of a hub is not changed by hub.with or by a call', async () => {
    const passed: string[] = []
    const { hub } = fakeHub(() => json({}), { middleware: [marking('a', passed)] })
    await hub.with({ middleware: [marking('b', passed)] }).whoami()
    await hub.whoami({ middleware: [marking('c', passed)] })
    passed.length = 0
    await hub.whoami()
    expect(passed).toEqual(['a in', 'a out'])
  })

  test('is passed at every attempt, with a fresh request and the attempt’s number', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const seen: [MiddlewareContext, string[]][] = []
    const middleware: Middleware = (request, next, context) => {
      seen.push([context, Object.keys(request.headers)])
      request.headers['x-seen'] = 'yes'
      return next(request)
    }
    const { hub, sent } = fakeHub((_, number) => (number < 3 ? hubError(503) : json({})))
    await hub.users.get('ada', { middleware: [middleware] })
    vi.restoreAllMocks()
    expect(seen.map(([context]) => context)).toEqual(
      [1, 2, 3].map((attempt) => ({ operation: 'GET /users/{user}', attempt })),
    )
    for (const [, headers] of seen) expect(headers).not.toContain('x-seen')
    expect(sent.map(({ headers }) => headers.get('x-seen'))).toEqual(['yes', 'yes', 'yes'])
  })

  test('knows no operation for a request of one’s own', async () => {
    const seen: MiddlewareContext[] = []
    const middleware: Middleware = (request, next, context) => {
      seen.push(context)
      return next(request)
    }
    const { hub } = fakeHub(() => json({}), { middleware: [middleware] })
    await hub.request({ path: '/users/ada' })
    expect(seen).toEqual([{ operation: undefined, attempt: 1 }])
  })

  test('sees the request as it will be sent, by lower-case names, without the token', async () => {
    const seen: HubRequest[] = []
    const middleware: Middleware = (request, next) => {
      seen.push({ ...request, headers: { ...request.headers } })
      return next(request)
    }
    const { hub } = fakeHub(() => json({}), {
      headers: { 'X-Course': '101' },
      middleware: [middleware],
    })
    await hub.users.update('ada', { admin: true })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      method: 'PATCH',
      url: 'https://hub.example.org/hub/api/users/ada',
      body: '{"admin":true}',
      headers: {
        'x-course': '101',
        'content-type': 'application/json',
        accept: 'application/json',
      },
    })
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
    expect(seen[0]?.signal).toBeInstanceOf(AbortSignal)
  })

  test('does not see the token afterwards either: loggers print what they were given', async () => {
    const seen: string[] = []
    const logger: Middleware = async (request, next) => {
      const response = await next(request)
      seen.push(JSON.stringify(request))
      return response
    }
    const { hub } = fakeHub(() => json({}), { middleware: [logger] })
    await hub.whoami()
    expect(seen).toHaveLength(1)
    expect(seen[0]).not.toContain(canary)
  })
})
