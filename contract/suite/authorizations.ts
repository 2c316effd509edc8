import { ForbiddenError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'
import type { RawAnswer } from '../src/target.ts'

const target = theTarget()
const { hub } = target
const { authorizations } = hub

const loginCookie = 'jupyterhub-hub-login'

/** Sends a cookie's value as the body of a GET. */
async function askWithBody(
  value: string,
  token?: string,
): Promise<Pick<RawAnswer, 'status' | 'json'>> {
  const path = `/authorizations/cookie/${loginCookie}`
  const { status, json } = await target.raw({ path, body: value, ...(token && { token }) })
  return { status, json }
}

describe('asking who a token belongs to', () => {
  test('tells the user, or the service', async () => {
    const user = await freshUser('bearer')
    const { token } = await freshToken(user)
    expect(await authorizations.identifyToken(token)).toMatchObject({ kind: 'user', name: user })
    const service = await authorizations.identifyToken(target.tokens['web'] ?? '')
    expect(service).toMatchObject({ kind: 'service', name: 'web', admin: false })
  })

  test('needs a token of one’s own, and any will do', async () => {
    const user = await freshUser('bearer')
    const { token } = await freshToken(user)
    await caught(target.withToken(null).authorizations.identifyToken(token), ForbiddenError)
    await caught(target.withToken('unknown').authorizations.identifyToken(token), ForbiddenError)
    const seen = await target.as('nobody').authorizations.identifyToken(token)
    expect(seen).toMatchObject({ kind: 'user', name: user, groups: [] })
  })

  test('is 404 for one that nobody has, and fails with 500 without any', async () => {
    await caught(authorizations.identifyToken(target.secret('nobody-has-it')), NotFoundError)
    expect((await target.raw({ path: '/authorizations/token' })).status).toBe(500)
  })
})

describe('asking who a login cookie belongs to', () => {
  test('tells the user, and to who may not see it, since hub 2.0, nothing but that there is one', async () => {
    const user = await freshUser('visitor')
    const browser = await target.browser(user)
    const value = browser.cookie(loginCookie) ?? ''
    const like = { kind: 'user', name: user }
    expect(await authorizations.identifyCookie(loginCookie, value)).toMatchObject(like)
    const { authorizations: nobody } = target.as('nobody')
    const seen = await nobody.identifyCookie(loginCookie, value)
    if (target.atLeast('2.0')) expect(seen).toEqual({})
    else expect(seen).toMatchObject(like)
  })

  test('takes the value as the body of a GET, too', async () => {
    const user = await freshUser('visitor')
    const browser = await target.browser(user)
    const value = browser.cookie(loginCookie) ?? ''
    const like = { kind: 'user', name: user }
    expect(await askWithBody(value)).toMatchObject({ status: 200, json: like })
    const seen = await askWithBody(value, target.tokens['nobody'])
    if (target.atLeast('2.0')) expect(seen).toEqual({ status: 200, json: {} })
    else expect(seen).toMatchObject({ status: 200, json: like })
    expect(await askWithBody(value, 'unknown')).toMatchObject({ status: 403 })
    expect(await askWithBody('')).toMatchObject({ status: 404 })
    expect(await askWithBody(`${value}x`)).toMatchObject({ status: 404 })
  })

  test('is 404 for a value, or a cookie, that the hub did not make', async () => {
    const value = target.secret('not a cookie|at all')
    await caught(authorizations.identifyCookie(loginCookie, value), NotFoundError)
    await caught(authorizations.identifyCookie('other', value), NotFoundError)
  })

  test('needs a token of one’s own', async () => {
    const { authorizations: anyone } = target.withToken(null)
    await caught(anyone.identifyCookie(loginCookie, 'a value'), ForbiddenError)
  })
})

describe('asking for a token with a password', () => {
  test('gives one on hub 1.5, and is 404 since hub 2.0', async () => {
    const username = await freshUser('login')
    const request = authorizations.requestToken({ username, password: target.password })
    if (target.atLeast('2.0')) {
      const error = await caught(request, NotFoundError)
      expect(error.message).toMatch(/^Deprecated endpoint .* removed in JupyterHub 2\.0/)
      return
    }
    const { token, user, warning } = await request
    expect(user).toMatchObject({ kind: 'user', name: username })
    expect(warning).toContain('deprecated')
    expect(await target.withToken(token).whoami()).toMatchObject({ name: username })
  })

  test('is 403 for a wrong one on hub 1.5', async () => {
    const password = target.secret('not the password')
    const request = authorizations.requestToken({ username: 'ada', password })
    if (target.atLeast('2.0')) await caught(request, NotFoundError)
    else await caught(request, ForbiddenError)
  })
})
