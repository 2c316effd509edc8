import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubError,
  NotFoundError,
  operations,
} from 'jupyterhub-client'
import type { Middleware, NewToken, Operation, OperationId, Scope } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshUser } from '../src/fixtures.ts'
import { requestFor } from '../src/request-for.ts'
import { freshOwner, untilReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { refusedBefore3, secondsLeft, tokensOf } from '../src/token-fixtures.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub, atLeast } = target

/** Before, the hub gives a token that may do everything in place of one with scopes. */
const hasScopes = atLeast('3.0')

/** What makes the client believe that the hub is of another version, as a cache in front of it might. */
const pretend =
  (version: string): Middleware =>
  async (request, next) => {
    const response = await next(request)
    const headers = new Headers(response.headers)
    headers.set('x-jupyterhub-version', version)
    return new Response(response.body, { status: response.status, headers })
  }

describe('a token for operations', () => {
  const start = ['POST /users/{user}/server', 'DELETE /users/{user}/server'] as const

  test('may make them and no others; before 3.0 it is refused, and none is left', async () => {
    const user = await freshOwner('owner')
    const request = { note: 'starts', expires_in: 3600 }
    const call = hub.tokens.createFor(user, start, request)
    if (!hasScopes) return refusedBefore3(call, user)
    const token = await call
    expect(token).toMatchObject({ user, note: 'starts', token: expect.any(String) })
    expect(Math.abs(secondsLeft(token) - 3600)).toBeLessThan(60)
    const limited = target.withToken(token.token)
    expect([201, 202]).toContain((await limited.servers.start(user)).status)
    await untilReady(user)
    await limited.servers.stop(user)
    const others = [
      limited.servers.start(user, { name: 'lab' }),
      limited.servers.start('ada'),
      limited.users.get('ada'),
      limited.tokens.list(user).toArray(),
      limited.users.list().first(),
      limited.users.delete(user),
    ]
    const refused = await Promise.all(others.map((other) => caught(other, HubError)))
    expect(refused.map((error) => error.code)).toEqual([
      'not_found',
      'not_found',
      'not_found',
      'forbidden',
      'forbidden',
      'forbidden',
    ])
  })

  test('has their scopes, narrowed to its owner', async () => {
    const user = await freshUser('owner')
    const call = hub.tokens.createFor(user, start)
    if (!hasScopes) return refusedBefore3(call, user)
    const server = `!server=${user}/`
    const needed = atLeast('6.0') ? ['start:servers'] : ['servers', 'read:servers']
    const { scopes } = await call
    expect(scopes?.toSorted()).toEqual(
      [
        `delete:servers${server}`,
        ...needed.map((scope) => scope + server),
        `read:users:groups!user=${user}`,
        `read:users:name!user=${user}`,
      ].toSorted(),
    )
  })

  test('about something else may make them there alone, with scopes of one’s own besides', async () => {
    const before = await tokensOf('admin')
    const call = hub.tokens.createFor('admin', ['GET /groups/{group}'], {
      target: { group: 'staff' },
      scopes: ['read:users:activity!user=ada'],
    })
    if (!hasScopes) return refusedBefore3(call, 'admin', before)
    const { id, token, scopes } = await call
    onTestFinished(() => forget(hub.tokens.revoke('admin', id)))
    expect(scopes).toContain('read:groups:name!group=staff')
    expect(scopes).toContain('read:users:activity!user=ada')
    const limited = target.withToken(token)
    expect(await limited.groups.get('staff')).toMatchObject({ name: 'staff' })
    const ada = limited.users.get('ada')
    // Every token holds `read:users:name` for its owner: hubs before 5.0 look no further.
    if (atLeast('5.0')) expect(await ada).toHaveProperty('last_activity')
    else await caught(ada, NotFoundError)
    await caught(limited.groups.get('lab/5'), NotFoundError)
  })

  test('that its owner may not make: 400, and none is made', async () => {
    const user = await freshUser('owner')
    const call = hub.tokens.createFor(user, ['DELETE /users/{user}'])
    if (!hasScopes) return refusedBefore3(call, user)
    const { message } = await caught(call, BadRequestError)
    expect(message).toMatch(/^Not assigning requested scopes /)
    expect(message).toContain(`delete:users!user=${user}`)
    expect(await tokensOf(user)).toEqual([])
  })

  test('that no token may make is refused before one is made', async () => {
    const user = await freshUser('owner')
    await caught(hub.tokens.createFor(user, ['GET /oauth2/authorize']), HubConfigError)
    expect(await tokensOf(user)).toEqual([])
  })

  test('that the hub lacks is refused before one is made', async () => {
    const user = await freshUser('owner')
    const call = hub.tokens.createFor(user, ['GET /users/{user}/server', 'GET /users/{user}'])
    if (!atLeast('6.0')) await tooOld(call, '6.0')
    else expect((await call).scopes).toContain(`read:servers!server=${user}/`)
    expect(await tokensOf(user)).toHaveLength(atLeast('6.0') ? 1 : 0)
  })

  test('that needs nothing may say whose it is', async () => {
    const user = await freshUser('owner')
    const call = hub.tokens.createFor(user, ['GET /user', 'GET /'])
    if (!hasScopes) return refusedBefore3(call, user)
    const limited = target.withToken((await call).token)
    expect(await limited.whoami()).toMatchObject({ name: user })
    await caught(limited.users.list().first(), ForbiddenError)
  })

  test('is asked of who may make tokens', async () => {
    const user = await freshUser('owner')
    const call = target.as('lister').tokens.createFor(user, start)
    if (!hasScopes) return refusedBefore3(call, user)
    await caught(call, ForbiddenError)
    expect(await tokensOf(user)).toEqual([])
  })
})

describe('a token with scopes of one’s own', () => {
  /** Whether a token with such scopes is made: one that may do more would be taken back. */
  async function isMade(user: string, scopes: readonly Scope[]): Promise<boolean> {
    const { id, scopes: given = [] } = await hub.tokens.createFor(user, [], { scopes })
    onTestFinished(() => forget(hub.tokens.revoke(user, id)))
    return given.length > 0
  }

  test('is given what the hub holds within each of them, and no more', async () => {
    const before = await tokensOf('admin')
    // Of hub 1.x, which knows no scopes, any would do.
    const { scopes = ['list:users'] } = await hub.whoami()
    const made: string[] = []
    for (const scope of scopes as Scope[]) {
      if (!hasScopes) await refusedBefore3(isMade('admin', [scope]), 'admin', before)
      else if (await isMade('admin', [scope])) made.push(scope)
    }
    expect(made).toEqual(hasScopes ? scopes : [])
  })

  test.each<{ scopes: Scope[] }>([
    { scopes: ['self'] },
    { scopes: ['inherit'] },
    { scopes: ['read:users!user', 'servers!user'] },
    { scopes: ['list:users!group=staff', 'read:groups!group=lab/5'] },
    { scopes: ['read:servers!server=ada/', 'access:services!service=web'] },
  ])('may be narrowed: $scopes', async ({ scopes }) => {
    const before = await tokensOf('admin')
    if (!hasScopes) return refusedBefore3(isMade('admin', scopes), 'admin', before)
    expect(await isMade('admin', scopes)).toBe(true)
  })
})

describe('a token for one operation', () => {
  const about = { user: 'ada', owner: 'ada', group: 'staff', service: 'web', server: '' }
  const shareWith = { user: 'b@x.org' }
  const limited = (Object.keys(operations) as OperationId[])
    .filter((id) => target.has(id))
    .filter((id) => {
      const { scopes }: Operation = operations[id]
      return typeof scopes !== 'string'
    })

  /** Whether the hub lets a token through to what it asks for: streams are not waited for. */
  async function isLetThrough(id: OperationId, token: string): Promise<boolean> {
    const path = requestFor(id).path.replace(/\/lab\b/, '/')
    const { status, json } = await target.raw({ path, token })
    const { message } = Object(json) as { message?: string | null }
    return status !== 403 && message !== 'No access to resources or resources not found'
  }

  test.each(limited)('%s is given no more than that takes', async (id) => {
    const before = await tokensOf('admin')
    const call = hub.tokens.createFor('admin', [id], { target: { ...about, shareWith } })
    if (!hasScopes) return refusedBefore3(call, 'admin', before)
    const made = await call
    onTestFinished(() => forget(hub.tokens.revoke('admin', made.id)))
    expect(made.scopes?.length).toBeGreaterThan(0)
    if (id.startsWith('GET ')) expect(await isLetThrough(id, made.token)).toBe(true)
  })
})

describe('a hub that gives more than was asked for', () => {
  test('has its token taken back at once; it is made real by a version that is not so', async () => {
    const user = await freshUser('owner')
    const kept = await hub.tokens.create(user)
    const believing = target.withToken(target.adminToken, { middleware: [pretend('3.1.0')] })
    await believing.whoami()
    const ids: string[] = []
    const note: Middleware = async (request, next, { operation }) => {
      const response = await next(request)
      if (operation === 'POST /users/{user}/tokens') {
        ids.push(((await response.clone().json()) as NewToken).id)
      }
      return response
    }
    const options = { middleware: [note] }
    const call = believing.tokens.createFor(user, ['GET /users/{user}'], {}, options)
    if (hasScopes) {
      // This one knows scopes, and gives what was asked for.
      const { id, scopes } = await call
      expect(scopes).toContain(`read:users:name!user=${user}`)
      expect(await tokensOf(user)).toEqual([kept.id, id])
      return
    }
    const error = await caught(call, HubError)
    expect(error.code).toBe('excessive_token')
    expect(error.message).toMatch(
      /^the hub gave more than was asked for .*: the token was revoked$/,
    )
    // It had been there.
    expect(ids).toHaveLength(1)
    expect(ids).not.toContain(kept.id)
    expect(await tokensOf(user)).toEqual([kept.id])
  })
})
