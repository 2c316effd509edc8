import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubServerError,
} from 'jupyterhub-client'
import type { JupyterHub, ShutdownRequest } from 'jupyterhub-client'
import { describe, expect, test, vi } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, secondHub, startReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import type { RawAnswer, Target } from '../src/target.ts'

const target = theTarget()

/** Where a user's servers listen themselves, past the proxy. */
async function addressesOf(user: string, { hub }: Target): Promise<string[]> {
  const routes = await hub.proxy.routes().toArray()
  return routes.filter(({ data }) => data['user'] === user).map((route) => route.target)
}

/** What `fetch` and the transport for Node say of a server that has ended. */
const gone = /fetch failed|ECONNREFUSED|other side closed/

/** What a server answers; it tells one process from another. */
async function ask(address: string, { visit }: Target): Promise<string> {
  const response = await visit(address)
  expect(response.status).toBe(200)
  return response.text()
}

/** Asks a hub until it is no longer there, and gives the error of that. */
const untilDown = (hub: JupyterHub): Promise<HubError> =>
  vi.waitFor(() => caught(hub.users.get('ada'), HubError), 10_000)

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
    const [address = ''] = await addressesOf(user, other)
    const answer = await ask(address, other)
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
    const error = await untilDown(hub)
    expect(HubConnectionError.isInstance(error) || HubServerError.isInstance(error)).toBe(true)
    expect(await ask(address, other)).toBe(answer)
    const server = await other.visit(new URL(path, other.url).href)
    expect(server.status).toBe(200)
  })
})

describe('a hub that is shut down with its servers', () => {
  test('ends them all; before hub 2.3 it only says so, and leaves them', async () => {
    await target.withHub({}, async (other) => {
      const { hub } = other
      const user = other.uniqueName('ended')
      await hub.users.create(user)
      const { url: path } = await startReady(user, '', undefined, other)
      await startReady(user, 'lab', undefined, other)
      const addresses = await addressesOf(user, other)
      const answers = await Promise.all(addresses.map((address) => ask(address, other)))
      expect(new Set(answers).size).toBe(2)
      expect(await hub.shutdown({ proxy: false, servers: true })).toBeUndefined()
      await untilDown(hub)
      const proxied = async (): Promise<number> =>
        (await other.visit(new URL(path, other.url).href)).status
      // Shut down by a request, hubs ended without any cleaning up: jupyterhub/jupyterhub#3881.
      if (!target.atLeast('2.3')) {
        expect(await Promise.all(addresses.map((address) => ask(address, other)))).toEqual(answers)
        expect(await proxied()).toBe(200)
        return
      }
      for (const address of addresses) {
        await vi.waitFor(() => expect(ask(address, other)).rejects.toThrow(gone), 15_000)
      }
      expect(await proxied()).toBe(503)
    })
  })
})
