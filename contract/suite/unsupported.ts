import { HubResponseError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub, Middleware, OperationId } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshGroup, freshUser } from '../src/fixtures.ts'
import { freshOwner } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { version, atLeast } = target

/** The admin's hub, and what is sent to it: `GET /users?sort=name`. */
function watchedHub(...middleware: Middleware[]): { hub: JupyterHub; sent: string[] } {
  const sent: string[] = []
  const note: Middleware = ({ method, url, ...rest }, next) => {
    sent.push(`${method} ${new URL(url).pathname.replace(/^.*\/hub\/api/, '')}`)
    return next({ method, url, ...rest })
  }
  return { hub: target.withToken(target.adminToken, { middleware: [note, ...middleware] }), sent }
}

/** The operation that a refusal is about. */
const operationIn = (refusal: unknown): OperationId =>
  (HubResponseError.isInstance(refusal) && refusal.operation) || 'GET /'

/** Something that came after hub 1.5. */
interface Novelty {
  /** What the error calls it. */
  readonly what: string
  readonly needs: string
  /** How a hub that is too old answers; absent where the client does not wait for its refusal. */
  readonly status?: 404 | 405
  readonly call: (hub: JupyterHub) => Promise<unknown>
}

/** A hub that was newer when it was last heard of, as one is that its admin took back to an older release. */
const wasNewer: Middleware = async (request, next) => {
  const response = await next(request)
  if (!request.url.endsWith('/user')) return response
  const headers = new Headers(response.headers)
  headers.set('x-jupyterhub-version', '6.0.1')
  return new Response(response.body, { status: response.status, headers })
}

const novelties: readonly Novelty[] = [
  {
    what: 'sharing',
    needs: '5.0',
    status: 404,
    call: async ({ shares }) => shares.grant(await freshUser('share'), '', { user: 'ada' }),
  },
  {
    what: 'sharing',
    needs: '5.0',
    status: 404,
    call: async ({ shareCodes }) => shareCodes.list(await freshUser('code')).toArray(),
  },
  {
    what: 'creating and deleting services',
    needs: '5.0',
    status: 405,
    call: ({ services }) => {
      const name = target.uniqueName('made')
      if (atLeast('5.0')) onTestFinished(() => forget(target.hub.services.delete(name)))
      return services.create(name, { info: {} })
    },
  },
  {
    what: 'setting properties of a group',
    needs: '4.0',
    status: 404,
    call: async ({ groups }) => groups.setProperties(await freshGroup('properties'), { a: 1 }),
  },
  {
    what: 'reading a server by itself',
    needs: '6.0',
    status: 405,
    call: async (hub) => {
      const remembering = hub.with({ middleware: [wasNewer] })
      await remembering.whoami()
      return remembering.servers.get('ada')
    },
  },
  {
    what: 'creating a server without starting it',
    needs: '6.0',
    status: 405,
    call: async ({ servers }) => servers.create(await freshOwner('put'), 'lab'),
  },
  {
    what: 'changing a server',
    needs: '6.0',
    status: 405,
    call: async ({ servers }) => servers.update(await freshOwner('patch'), '', { options: {} }),
  },
  {
    what: 'display_name',
    needs: '6.0',
    call: async ({ servers }) => servers.start(await freshOwner('label'), { display_name: 'Lab' }),
  },
  { what: 'sort', needs: '5.0', call: ({ users }) => users.list({ sort: 'name' }).first() },
  {
    what: 'name_filter',
    needs: '2.3',
    call: ({ users }) => users.list({ name_filter: 'ada' }).first(),
  },
  {
    what: 'include_stopped_servers',
    needs: '3.0',
    call: ({ users }) => users.list({ include_stopped_servers: true }).first(),
  },
  {
    what: 'include_stopped_servers',
    needs: '3.0',
    call: ({ users }) => users.get('ada', { include_stopped_servers: true }),
  },
  {
    what: 'a token with scopes',
    needs: '3.0',
    call: async ({ tokens }) => tokens.create(await freshUser('scopes'), { scopes: [] }),
  },
  {
    what: 'a token with roles',
    needs: '2.0',
    call: async ({ tokens }) => tokens.create(await freshUser('roles'), { roles: [] }),
  },
]

describe(`what hub ${version} is asked for, and may be too old for`, () => {
  test.each(novelties)('$what needs $needs', async ({ what, needs, status, call }) => {
    const { hub } = watchedHub()
    if (atLeast(needs)) {
      await call(hub)
      return
    }
    const { operation, cause } = await tooOld(call(hub), needs, status)
    expect(operation).toBe(what)
    expect(NotFoundError.isInstance(cause)).toBe(status === 404)
    if (status !== undefined) expect(target.has(operationIn(cause))).toBe(false)
  })

  test('is found out from the first answer, for no request more', async () => {
    const { hub, sent } = watchedHub()
    const calls = [
      hub.users.list({ sort: '-id', limit: 2 }).first(),
      hub.users.list({ name_filter: 'a', sort: 'name', limit: 2 }).first(),
      hub.users.get('ada', { include_stopped_servers: true }),
    ]
    await Promise.allSettled(calls)
    expect(sent.toSorted()).toEqual(['GET /users', 'GET /users', 'GET /users/ada'])
  })

  test('is nothing where the filters say no more than the hub does anyway', async () => {
    const { users } = target.hub
    expect(await users.list({ sort: 'id' }).first()).toMatchObject({ name: 'admin' })
    expect(await users.list({ name_filter: '' }).first()).toMatchObject({ name: 'admin' })
    const view = { include_stopped_servers: false }
    expect(await users.list(view).first()).toMatchObject({ name: 'admin' })
    expect(await users.get('ada', view)).toMatchObject({ name: 'ada' })
  })

  test('is not sent where it would do harm: the version is asked for first', async () => {
    const { hub, sent } = watchedHub()
    const user = await freshOwner('harm')
    const start = hub.servers.start(user, { display_name: 'Lab' })
    if (atLeast('6.0')) {
      expect([201, 202]).toContain((await start).status)
      expect(sent).toEqual(['GET /', `POST /users/${user}/server`])
      return
    }
    await tooOld(start, '6.0')
    expect(sent).toEqual(['GET /'])
    expect(await target.hub.users.get(user)).toMatchObject({ servers: {} })
  })

  test('is refused as the hub does it to a request of one’s own', async () => {
    if (atLeast('5.0')) {
      expect(await target.hub.request({ path: '/shares/ada' })).toMatchObject({ items: [] })
      return
    }
    const own = target.hub.request({ path: '/shares/ada' })
    const error = await caught(own, NotFoundError)
    expect(error).toMatchObject({ status: 404, operation: undefined, hubVersion: version })
  })
})

describe('an error', () => {
  test('names the operation of its request, as the table does', async () => {
    const { users, tokens } = target.as('nobody')
    const operationOf = async (call: Promise<unknown>) =>
      (await caught(call, HubResponseError)).operation
    expect(await operationOf(users.list().first())).toBe('GET /users')
    expect(await operationOf(users.delete('ada'))).toBe('DELETE /users/{user}')
    expect(await operationOf(tokens.list('ada').toArray())).toBe('GET /users/{user}/tokens')
    expect(await operationOf(target.hub.users.get('no-one'))).toBe('GET /users/{user}')
  })
})
