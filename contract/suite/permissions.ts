import { ForbiddenError, HubResponseError, NotFoundError, operations } from 'jupyterhub-client'
import type { Operation, OperationId } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshToken } from '../src/fixtures.ts'
import { requestFor } from '../src/request-for.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target
const masked = 'No access to resources or resources not found'

describe('a token without scopes', () => {
  const guarded = (Object.keys(operations) as OperationId[])
    .filter((id) => target.has(id))
    .flatMap((id) => {
      const { scopes }: Operation = operations[id]
      return typeof scopes === 'string' ? [] : [{ id, scopes }]
    })

  test.each(guarded)('is refused $id, with the scopes that would do', async ({ id, scopes }) => {
    const call = target.as('nobody').request(requestFor(id))
    if (id === 'GET /metrics' && !atLeast('2.0')) return expect(await call).toContain('# HELP')
    const { requiredScopes } = await caught(call, ForbiddenError)
    // 1.x says nothing; metrics are refused with a page, new tokens with a sentence of their own.
    const silent = !atLeast('2.0') || id === 'GET /metrics' || id === 'POST /users/{user}/tokens'
    if (silent) return expect(requiredScopes).toEqual([])
    expect(requiredScopes).not.toEqual([])
    expect(scopes).toEqual(expect.arrayContaining([...requiredScopes]))
  })
})

describe('a scope that is narrowed', () => {
  test('hides that others exist', async () => {
    const reader = target.as('reader-ada')
    if (!atLeast('2.0')) {
      await caught(reader.users.get('ada'), ForbiddenError)
      return
    }
    expect(await reader.users.get('ada')).toMatchObject({ name: 'ada', groups: ['staff'] })
    for (const name of ['admin', 'no-one']) {
      const { message, body } = await caught(reader.users.get(name), NotFoundError)
      expect(message).toBe(masked)
      expect(body).toEqual({ status: 404, message: masked })
    }
  })

  test('to a group reaches its members', async () => {
    const reader = target.as('group-staff')
    if (!atLeast('2.0')) {
      await caught(reader.users.get('ada'), ForbiddenError)
      return
    }
    expect(await reader.users.get('b@x.org')).toMatchObject({ name: 'b@x.org' })
    expect((await caught(reader.users.get('admin'), NotFoundError)).message).toBe(masked)
  })

  test('is not enough where nothing narrows it, since 5.5.1', async () => {
    const name = target.uniqueName('narrow')
    onTestFinished(() => forget(hub.users.delete(name)))
    if (!atLeast('3.0')) {
      // Tokens cannot be narrowed. A service with such a scope comes as near as it gets.
      await caught(target.as('reader-ada').users.createMany([name]), ForbiddenError)
      return
    }
    const { token } = await freshToken('admin', { scopes: ['admin:users!user=ada'] })
    const create = target.withToken(token).users.createMany([name])
    if (atLeast('5.5.1')) {
      expect((await caught(create, ForbiddenError)).message).toContain('admin:users')
    } else {
      // The answer hides whom the scope does not reach.
      expect(await create).toHaveLength(1)
      expect(await hub.users.get(name)).toMatchObject({ name })
    }
  })

  test('to a server shows nothing of its user', async () => {
    if (!atLeast('3.0')) {
      await caught(target.as('reader-ada').users.list().first(), ForbiddenError)
      return
    }
    const narrow = 'read:servers!server=ada/'
    const { token } = await freshToken('admin', { scopes: [narrow] })
    await caught(target.withToken(token).users.list().first(), ForbiddenError)
    await caught(target.withToken(token).users.get('ada'), NotFoundError)
    const wider = await freshToken('admin', { scopes: [narrow, 'read:users:name!user=ada'] })
    const ada = await target.withToken(wider.token).users.get('ada')
    expect(ada).toMatchObject({ name: 'ada' })
    expect(ada).not.toHaveProperty('servers')
  })
})

describe('a user without roles of its own', () => {
  const ada = target.as('user:ada')

  test('sees itself and nobody else', async () => {
    expect(await ada.users.get('ada')).toMatchObject({ name: 'ada' })
    const { status } = await caught(ada.users.get('admin'), HubResponseError)
    expect(status).toBe(atLeast('2.0') ? 404 : 403)
  })

  test('may not list, make, change or delete users', async () => {
    const calls = [
      ada.users.list().first(),
      ada.users.createMany(['x']),
      ada.users.update('ada', { admin: true }),
      ada.users.delete('ada'),
    ]
    await Promise.all(calls.map((call) => caught(call, ForbiddenError)))
  })
})

describe('a request', () => {
  const sentence = (scope: string): string => {
    if (atLeast('4.0.2')) return 'Missing or invalid credentials.'
    return atLeast('2.0')
      ? `Action is not authorized with current scopes; requires any of [${scope}]`
      : 'Forbidden'
  }

  test.each([
    ['without a token', null],
    ['with a token that nobody has', 'e'.repeat(32)],
  ])('%s: 403, never 401', async (_, token) => {
    const error = await caught(target.withToken(token).users.list().first(), ForbiddenError)
    expect(error.body).toEqual({ status: 403, message: sentence('list:users') })
  })

  test('of a page of another origin looks like a forgery if its token is wrong', async () => {
    // As every `fetch` says, whether it is a page's or not.
    const headers = { origin: 'https://elsewhere.example', 'sec-fetch-mode': 'cors' }
    const wrong = await target.raw({ path: '/users', token: 'd'.repeat(32), headers })
    expect(wrong.status).toBe(403)
    const { message } = Object(wrong.json) as { message: string }
    if (atLeast('4.0')) expect(message).toBe("'_xsrf' argument missing from GET")
    else expect(message).toBe(sentence('list:users'))
    expect((await target.raw({ path: '/users', headers })).status).toBe(200)
  })

  test('with a wrong token and a cookie is made in the name of the cookie', async () => {
    const browser = await target.browser('ada')
    const response = await browser.fetch('hub/api/user', {
      headers: {
        'sec-fetch-mode': 'cors',
        authorization: `token ${'c'.repeat(32)}`,
        referer: `${target.url}hub/home`,
        'x-xsrftoken': browser.cookie('_xsrf') ?? '',
      },
    })
    expect([response.status, await response.json()]).toMatchObject([200, { name: 'ada' }])
  })

  test('with a cookie alone needs a sign that no other page made it', async () => {
    const browser = await target.browser('ada')
    const bare = await browser.fetch('hub/api/user', { headers: { 'sec-fetch-mode': 'cors' } })
    expect(bare.status).toBe(403)
    const { message } = (await bare.json()) as { message: string | null }
    if (atLeast('4.0')) expect(message).toBe("'_xsrf' argument missing from GET")
    else expect(message).toBe('Forbidden')
  })
})
