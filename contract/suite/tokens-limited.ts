import {
  BadRequestError,
  ForbiddenError,
  HubResponseError,
  NotFoundError,
  UnsupportedError,
} from 'jupyterhub-client'
import type { TokenRequest } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, version, atLeast } = target

/** Expects a token with limits to be refused before anything is sent, and nothing to be left on the hub. */
async function expectRefused(user: string, request: TokenRequest, needs: string): Promise<void> {
  const error = await caught(hub.tokens.create(user, request), UnsupportedError)
  expect(error).toMatchObject({ needs, hubVersion: version, code: 'unsupported' })
  expect(await hub.tokens.list(user).toArray()).toEqual([])
}

describe('a token with scopes', () => {
  test('may do that and no more; before 3.0 it is refused', async () => {
    const user = await freshUser('owner')
    const request = { scopes: ['read:servers!user'] } as const
    if (!atLeast('3.0')) return expectRefused(user, request, '3.0')
    const token = await freshToken(user, request)
    expect(token.scopes?.toSorted()).toEqual([
      `read:servers!user=${user}`,
      `read:users:groups!user=${user}`,
      `read:users:name!user=${user}`,
    ])
    const limited = target.withToken(token.token)
    expect(await limited.whoami()).toMatchObject({ name: user, servers: {} })
    const shown = await limited.users.get(user)
    expect(shown).toMatchObject({ name: user, servers: {} })
    expect(shown).not.toHaveProperty('last_activity')
    const { requiredScopes } = await caught(limited.tokens.list(user).toArray(), ForbiddenError)
    expect(requiredScopes).toEqual(['read:tokens'])
    await caught(limited.servers.start(user), ForbiddenError)
  })

  test('none may only say who it belongs to', async () => {
    const user = await freshUser('owner')
    if (!atLeast('3.0')) return expectRefused(user, { scopes: [] }, '3.0')
    const token = await freshToken(user, { scopes: [] })
    expect(token.scopes?.toSorted()).toEqual([
      `read:users:groups!user=${user}`,
      `read:users:name!user=${user}`,
    ])
    const limited = target.withToken(token.token)
    const me = await limited.whoami()
    expect(me).toMatchObject({ kind: 'user', name: user, groups: [] })
    expect(me).not.toHaveProperty('servers')
    await caught(limited.users.list().toArray(), ForbiddenError)
    await caught(limited.tokens.create(user), ForbiddenError)
  })

  test('narrowed to the owner does not reach others', async () => {
    const user = await freshUser('owner')
    const request = { scopes: [`read:users!user=${user}`] } as const
    if (!atLeast('3.0')) return expectRefused(user, request, '3.0')
    const { token } = await freshToken(user, request)
    const limited = target.withToken(token)
    expect(await limited.users.get(user)).toMatchObject({ name: user, groups: [] })
    await caught(limited.users.get('ada'), NotFoundError)
  })

  test('that the owner does not hold: 400', async () => {
    const user = await freshUser('owner')
    const request = { scopes: ['admin:users'] } as const
    if (!atLeast('3.0')) return expectRefused(user, request, '3.0')
    const { message } = await caught(hub.tokens.create(user, request), BadRequestError)
    expect(message).toMatch(/^Not assigning requested scopes /)
    expect(message).toContain('admin:users')
    expect(message).toContain(user)
    expect(await hub.tokens.list(user).toArray()).toEqual([])
  })

  test('that do not exist: 400 since 5.0, 500 before', async () => {
    const user = await freshUser('owner')
    const body = { scopes: ['nonsense'] }
    const answer = await target.raw({ method: 'POST', path: `/users/${user}/tokens`, body })
    // Hub 2.x knows no scopes of tokens, and gives one that may do everything.
    const status = atLeast('5.0') ? 400 : atLeast('3.0') ? 500 : atLeast('2.0') ? 201 : 200
    expect(answer.status).toBe(status)
    if (status === 400) {
      const message = `"Scope 'nonsense' for token does not exist"`
      expect(answer.json).toEqual({ status, message })
    }
  })

  test('is what hub 2.x makes all-powerful without a word, so that nobody should ask it', async () => {
    const user = await freshUser('owner')
    const path = `/users/${user}/tokens`
    const { json } = await target.raw({ method: 'POST', path, body: { scopes: [] } })
    const { token } = Object(json) as { token: string }
    const tokens = target.withToken(token).tokens.list(user).toArray()
    if (atLeast('3.0')) await caught(tokens, ForbiddenError)
    else expect(await tokens).toHaveLength(1)
  })

  test('shrinks with what its owner may do', async () => {
    const user = await freshUser('owner')
    await hub.users.update(user, { admin: true })
    const request = { scopes: ['list:users'] } as const
    if (!atLeast('3.0')) return expectRefused(user, request, '3.0')
    const { id, token, scopes } = await freshToken(user, request)
    expect(scopes).toContain('list:users')
    const limited = target.withToken(token)
    expect(await limited.users.list().first()).toMatchObject({ name: 'admin' })
    await hub.users.update(user, { admin: false })
    expect((await hub.tokens.get(user, id)).scopes).not.toContain('list:users')
    await caught(limited.users.list().toArray(), ForbiddenError)
  })

  test('and roles: 400, and 2.x looks at the roles alone', async () => {
    const user = await freshUser('owner')
    const body = { scopes: [], roles: ['user'] }
    const answer = await target.raw({ method: 'POST', path: `/users/${user}/tokens`, body })
    if (atLeast('3.0')) {
      const message = 'Can only assign one of scopes or roles when creating tokens.'
      expect(answer.json).toEqual({ status: 400, message })
    } else {
      expect(Object(answer.json)['roles']).toEqual(atLeast('2.0') ? ['user'] : undefined)
    }
  })
})

describe('a token with roles', () => {
  test('may do what they allow; on 1.x it is refused', async () => {
    const user = await freshUser('owner')
    const request = { roles: ['user'] } as const
    if (!atLeast('2.0')) return expectRefused(user, request, '2.0')
    const token = await freshToken(user, request)
    // Since 3.0 roles are turned into scopes at once.
    expect(token.roles).toEqual(atLeast('3.0') ? [] : ['user'])
    const limited = target.withToken(token.token)
    const { scopes } = await limited.whoami()
    // 2.x does not resolve the `self` of a token's role.
    if (atLeast('3.0')) expect(scopes).toContain(`read:users!user=${user}`)
    else
      expect(scopes).toEqual([
        'access:services!service=web',
        'access:services!service=web-noconfirm',
      ])
  })

  test('none may only say who it belongs to', async () => {
    const user = await freshUser('owner')
    if (!atLeast('2.0')) return expectRefused(user, { roles: [] }, '2.0')
    const limited = target.withToken((await freshToken(user, { roles: [] })).token)
    expect(await limited.whoami()).toMatchObject({ kind: 'user', name: user })
    await caught(limited.users.list().toArray(), ForbiddenError)
    await caught(limited.tokens.list(user).toArray(), ForbiddenError)
  })

  test('that do not exist: 400, on 2.x 404', async () => {
    const user = await freshUser('owner')
    const request = { roles: ['nonsense'] }
    if (!atLeast('2.0')) return expectRefused(user, request, '2.0')
    const { status, message } = await caught(hub.tokens.create(user, request), HubResponseError)
    if (atLeast('3.0')) expect([status, message]).toEqual([400, 'No such role: nonsense'])
    else expect([status, message]).toEqual([404, "Requested roles ['nonsense'] not found"])
  })

  test('beyond those of the owner: 400, on 2.x 403', async () => {
    const user = await freshUser('owner')
    const request = { roles: ['admin'] }
    if (!atLeast('2.0')) return expectRefused(user, request, '2.0')
    const { status, message } = await caught(hub.tokens.create(user, request), HubResponseError)
    expect(status).toBe(atLeast('3.0') ? 400 : 403)
    expect(message).toMatch(
      atLeast('3.0') ? /^Not assigning requested scopes / : /cannot have higher permissions/,
    )
  })
})
