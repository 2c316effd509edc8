import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubServerError,
} from 'jupyterhub-client'
import type { ShutdownRequest } from 'jupyterhub-client'
import { describe, expect, test, vi } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, secondHub, startReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import type { RawAnswer } from '../src/target.ts'

const target = theTarget()

describe('a hub without named servers', () => {
  const second = secondHub({ allow_named_servers: false })

  test('answers 400 to everything that is about one', async () => {
    const other = second()
    const { hub } = other
    const user = await freshOwner('plain', other)
    const message = 'Named servers are not enabled.'
    const start = await caught(hub.servers.start(user, { name: 'lab' }), BadRequestError)
    expect(start.message).toBe(message)
    const stop = await caught(hub.servers.stop(user, 'lab'), BadRequestError)
    expect(stop.message).toBe(message)
    const path = `/users/${user}/server`
    const patch = await other.raw({ method: 'PATCH', path, body: { display_name: 'x' } })
    expect(patch.status).toBe(target.atLeast('6.0') ? 400 : 405)
    expect(await startReady(user, '', undefined, other)).toMatchObject({ name: '' })
  })

  test('is not shut down without the scope, nor by a word for yes', async () => {
    const other = second()
    const denied = await caught(other.as('lister').shutdown(), ForbiddenError)
    expect(denied.requiredScopes).toEqual(target.atLeast('2.0') ? ['shutdown'] : [])
    const shutdown = (body: unknown): Promise<RawAnswer> =>
      other.raw({ method: 'POST', path: '/shutdown', body })
    for (const key of ['proxy', 'servers']) {
      const answer = await shutdown({ [key]: 'yes' })
      const message = expect.stringContaining(`${key} must be true or false, got`) as string
      expect(answer).toMatchObject({ status: 400, json: { message } })
      expect((await shutdown({ [key]: [] })).status).toBe(500)
    }
    await caught(other.hub.shutdown({ server: true } as ShutdownRequest), HubConfigError)
    expect(await other.hub.version()).toEqual({ version: target.version })
  })

  test('is shut down with 202, and leaves the servers, and the proxy, if it is asked to', async () => {
    const other = second()
    const user = other.uniqueName('left')
    await other.hub.users.create(user)
    const { url: path } = await startReady(user, '', undefined, other)
    const statuses: number[] = []
    const hub = other.withToken(other.adminToken, {
      middleware: [
        async (request, next) => {
          const response = await next(request)
          statuses.push(response.status)
          return response
        },
      ],
    })
    expect(await hub.shutdown({ proxy: false, servers: false })).toBeUndefined()
    expect(statuses).toEqual([202])
    const error = await vi.waitFor(() => caught(hub.users.get(user), HubError), 10_000)
    expect(HubConnectionError.isInstance(error) || HubServerError.isInstance(error)).toBe(true)
    const server = await fetch(new URL(path, other.url))
    expect(server.status).toBe(200)
  })
})
