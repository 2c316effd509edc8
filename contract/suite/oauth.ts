import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubResponseError,
} from 'jupyterhub-client'
import type { AuthorizeRequest, CodeExchange } from 'jupyterhub-client'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import type { Browser } from '../src/browser.ts'
import { freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub } = target
const { oauth } = hub

type ClientName = 'web' | 'web-noconfirm'

const clientOf = (name: ClientName) => ({
  client_id: `service-${name}`,
  client_secret: target.tokens[name] ?? '',
})

/** Where the hub sends a browser that opens its page of consent, or the status that it answers with instead. */
async function authorize(
  browser: Browser,
  request: Partial<AuthorizeRequest> = {},
): Promise<{ status: number; query: URLSearchParams; page: string; url: string }> {
  const url = oauth.authorizeUrl({
    client_id: 'service-web-noconfirm',
    state: 'state 1',
    ...request,
  })
  const response = await browser.fetch(url)
  return { url, ...(await resultOf(response)) }
}

async function resultOf(response: Response) {
  const location = response.headers.get('location')
  const query = location === null ? '' : new URL(location, target.url).search
  return {
    status: response.status,
    query: new URLSearchParams(query),
    page: await response.text(),
  }
}

/** Presses the button of a page of consent. */
async function consent(browser: Browser, url: string, page: string) {
  const form = new URLSearchParams()
  for (const [tag] of page.matchAll(/<input[^>]*name="scopes"[^>]*>/g)) {
    form.append('scopes', /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  const xsrf = browser.cookie('_xsrf')
  if (xsrf !== undefined) form.set('_xsrf', xsrf)
  // Hubs before 4.0 look at the referer in place of a token.
  const headers = { referer: url }
  return resultOf(await browser.fetch(url, { method: 'POST', headers, body: form }))
}

/** A browser in which a user of the test's own is logged in. */
const visitor = async (): Promise<Browser> => target.browser(await freshUser('visitor'))

/** A code for a user, from the client that asks for no consent. */
async function codeFor(browser: Browser, request?: Partial<AuthorizeRequest>): Promise<string> {
  const { status, query } = await authorize(browser, request)
  expect(status).toBe(302)
  return query.get('code') ?? ''
}

describe('signing a person in', () => {
  test('gives a code and the state back, at once to a client that needs no consent', async () => {
    const browser = await visitor()
    const url = oauth.authorizeUrl({ client_id: 'service-web-noconfirm', state: 'a state & more' })
    const response = await browser.fetch(url)
    expect(response.status).toBe(302)
    const callback = new URL(response.headers.get('location') ?? '')
    expect(callback.origin + callback.pathname).toBe(target.oauthCallback)
    expect(callback.searchParams.get('state')).toBe('a state & more')
    expect(callback.searchParams.get('code')).toMatch(/^\w{30}$/)
  })

  test('asks the person first for any other client; since hub 3.0 once for the same scopes', async () => {
    const user = await freshUser('visitor')
    const browser = await target.browser(user)
    const client_id = 'service-web'
    const { status, page, url } = await authorize(browser, { client_id })
    expect(status).toBe(200)
    const allowed = await consent(browser, url, page)
    expect(allowed.status).toBe(302)
    expect(allowed.query.get('state')).toBe('state 1')
    const code = allowed.query.get('code') ?? ''
    const token = await oauth.exchangeCode({ code, ...clientOf('web') })
    expect(await target.withToken(token.access_token).whoami()).toMatchObject({ name: user })
    const again = await authorize(browser, { client_id })
    expect(again.status).toBe(target.atLeast('3.0') ? 302 : 200)
  })

  test('begins with a login for who is not logged in', async () => {
    const browser = await target.browser()
    const url = oauth.authorizeUrl({ client_id: 'service-web-noconfirm', state: 'x' })
    const response = await browser.fetch(url)
    expect(response.status).toBe(302)
    const location = new URL(response.headers.get('location') ?? '', target.url)
    expect(location.pathname).toBe(`${target.basePath}hub/login`)
    expect(location.searchParams.get('next')).toContain('/hub/api/oauth2/authorize?')
  })

  test('is refused with a page for an unknown client, or another callback', async () => {
    const browser = await visitor()
    const unknown = await authorize(browser, { client_id: 'service-unknown' })
    expect(unknown.status).toBe(400)
    const callback = await authorize(browser, { redirect_uri: 'http://127.0.0.1:1/other' })
    expect(callback.status).toBe(400)
    const same = await authorize(browser, { redirect_uri: target.oauthCallback })
    expect(same.query.get('code')).toMatch(/^\w{30}$/)
  })

  test('sends other mistakes back to the client', async () => {
    const browser = await visitor()
    const url = oauth.authorizeUrl({ client_id: 'service-web-noconfirm', state: 'x' })
    const wrong = await resultOf(
      await browser.fetch(url.replace('response_type=code', 'response_type=no')),
    )
    expect(wrong.status).toBe(302)
    expect(wrong.query.get('error')).toBe('unsupported_response_type')
    const scope = await authorize(browser, { scope: 'no:such:scope' })
    expect(scope.status).toBe(302)
    // Hub 1.x has no scopes.
    expect(scope.query.get('error')).toBe(target.atLeast('2.0') ? 'invalid_scope' : null)
  })
})

describe('exchanging a code', () => {
  const client = clientOf('web-noconfirm')

  test('gives a token of the person’s for that client, for two weeks', async () => {
    const user = await freshUser('visitor')
    const code = await codeFor(await target.browser(user))
    const token = await oauth.exchangeCode({ code, ...client, redirect_uri: target.oauthCallback })
    expect(token).toEqual({
      access_token: expect.stringMatching(/^\w{30}$/),
      expires_in: 1_209_600,
      scope: expect.any(String),
      token_type: 'Bearer',
      ...(target.atLeast('2.0') ? {} : { refresh_token: expect.any(String) }),
    })
    const own = target.withToken(token.access_token)
    const identity = await own.whoami()
    expect(identity).toMatchObject({ kind: 'user', name: user })
    if (target.atLeast('2.0')) {
      expect(identity.scopes).toContain('access:services!service=web-noconfirm')
      expect(identity.session_id).toEqual(expect.any(String))
    } else {
      // Hub 1.x knows such tokens on two paths alone.
      await caught(own.users.get(user), ForbiddenError)
    }
    expect(await hub.authorizations.identifyToken(token.access_token)).toMatchObject({ name: user })
  })

  test('may be done once, by the client that it is for', async () => {
    const browser = await visitor()
    const foreign = { code: await codeFor(browser), ...clientOf('web') }
    await caught(oauth.exchangeCode(foreign), BadRequestError)
    const code = await codeFor(browser)
    await oauth.exchangeCode({ code, ...client })
    const again = await caught(oauth.exchangeCode({ code, ...client }), BadRequestError)
    expect(again.body).toEqual({ error: 'invalid_grant' })
    const unknown = await caught(
      oauth.exchangeCode({ code: 'unknown', ...client }),
      BadRequestError,
    )
    expect(unknown.body).toEqual({ error: 'invalid_grant' })
  })

  test('needs the client’s name and secret: 401', async () => {
    const code = await codeFor(await visitor())
    const wrong: CodeExchange[] = [
      { code, ...client, client_secret: 'not the secret' },
      { code, ...client, client_id: 'service-unknown' },
    ]
    for (const exchange of wrong) {
      const error = await caught(oauth.exchangeCode(exchange), HubResponseError)
      expect(error.status).toBe(401)
      expect(error.body).toEqual({ error: 'invalid_client' })
    }
    await caught(oauth.exchangeCode({ code, ...client, client_secret: '' }), HubConfigError)
    await oauth.exchangeCode({ code, ...client })
  })

  test('needs the callback that was registered, if any is given', async () => {
    const code = await codeFor(await visitor())
    const redirect_uri = 'http://127.0.0.1:1/other'
    const error = await caught(
      oauth.exchangeCode({ code, ...client, redirect_uri }),
      BadRequestError,
    )
    expect(error.body).toMatchObject({ error: 'invalid_request' })
  })

  test('needs the verifier of the challenge since hub 6.0; older ones pass it over', async () => {
    const browser = await visitor()
    const verifier = target.secret('a-verifier-of-43-characters-or-more-as-PKCE-wants-it')
    const code_challenge = createHash('sha256').update(verifier).digest('base64url')
    const exchange = async (
      code_verifier?: string,
      challenge: Partial<AuthorizeRequest> = { code_challenge },
    ): Promise<unknown> =>
      oauth.exchangeCode({ code: await codeFor(browser, challenge), ...client, code_verifier })
    const plain = { code_challenge: verifier, code_challenge_method: 'plain' } as const
    expect(await exchange(verifier)).toMatchObject({ token_type: 'Bearer' })
    expect(await exchange(verifier, plain)).toMatchObject({ token_type: 'Bearer' })
    const other = 'another-verifier-of-43-characters-or-more-as-well'
    if (target.atLeast('6.0')) {
      await caught(exchange(), BadRequestError)
      await caught(exchange(other), BadRequestError)
    } else {
      expect(await exchange()).toMatchObject({ token_type: 'Bearer' })
      expect(await exchange(other)).toMatchObject({ token_type: 'Bearer' })
    }
  })

  test('is not for pages of other origins: 403 since hub 4.0', async () => {
    const code = await codeFor(await visitor())
    const headers = { origin: 'https://elsewhere.example' }
    const exchange = oauth.exchangeCode({ code, ...client }, { headers })
    if (target.atLeast('4.0')) await caught(exchange, ForbiddenError)
    else expect(await exchange).toMatchObject({ token_type: 'Bearer' })
  })

  test('may give several tokens, all of which are revoked with one of them', async () => {
    const user = await freshUser('visitor')
    const browser = await target.browser(user)
    const sessions = []
    for (let made = 0; made < 2; made += 1) {
      const { access_token } = await oauth.exchangeCode({ code: await codeFor(browser), ...client })
      sessions.push(target.withToken(access_token))
    }
    for (const session of sessions) expect(await session.whoami()).toMatchObject({ name: user })
    const tokens = await hub.tokens.list(user).toArray()
    expect(tokens).toHaveLength(2)
    await hub.tokens.revoke(user, tokens[0]?.id ?? '')
    expect(await hub.tokens.list(user).toArray()).toEqual([])
    for (const session of sessions) await caught(session.whoami(), ForbiddenError)
  })
})
