import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { EmulatedHub } from '../src/index.ts'

const callback = 'https://app.example/callback'
const service = {
  name: 'app',
  api_token: 'the-secret-of-the-app',
  oauth_redirect_uri: callback,
  oauth_no_confirm: true,
}
const roles = [{ name: 'user', scopes: ['self', 'access:services!service=app'] }]

/** Logs a user in with the form, as a browser does, and gives the header `Cookie` from then on. */
async function logIn(hub: EmulatedHub, username: string): Promise<string> {
  const form = await navigate(hub, 'hub/login')
  const [xsrf = ''] = cookiesOf(form)
  const body = new URLSearchParams({ username, password: '', _xsrf: xsrf.replace('_xsrf=', '') })
  const entered = await navigate(hub, 'hub/login', {
    method: 'POST',
    headers: { cookie: xsrf },
    body,
  })
  expect(entered.status).toBe(302)
  return cookiesOf(entered).join('; ')
}

const navigate = (hub: EmulatedHub, path: string, init: RequestInit = {}): Promise<Response> =>
  hub.fetch(new Request(new URL(path, hub.url), init))

const cookiesOf = (response: Response): string[] =>
  response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')

async function codeFor(hub: EmulatedHub): Promise<string> {
  const cookie = await logIn(hub, 'ada')
  const path = 'hub/api/oauth2/authorize?client_id=service-app&response_type=code'
  const { headers } = await navigate(hub, path, { headers: { cookie } })
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
}

const exchange = (hub: EmulatedHub, code: string): Promise<Response> =>
  navigate(hub, 'hub/api/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: 'service-app',
      client_secret: service.api_token,
    }),
  })

describe('a login', () => {
  test('lasts two weeks', async () => {
    const clock = manualClock()
    const hub = createHub({ clock, users: ['ada'] })
    const headers = { cookie: await logIn(hub, 'ada') }
    await clock.tick(13.9 * 24 * 3_600_000)
    expect((await navigate(hub, 'hub/home', { headers })).status).toBe(200)
    await clock.tick(0.2 * 24 * 3_600_000)
    expect((await navigate(hub, 'hub/home', { headers })).status).toBe(302)
  })

  test('is of one hub, and of a user who is there', async () => {
    const hub = createHub({ users: ['ada'] })
    const headers = { cookie: await logIn(hub, 'ada') }
    const other = createHub({ users: ['ada'] })
    expect((await navigate(other, 'hub/home', { headers })).status).toBe(302)
    const ada = hub.state.users.get('ada')
    if (ada !== undefined) hub.state.deleteUser(ada)
    expect((await navigate(hub, 'hub/home', { headers })).status).toBe(302)
  })
})

describe('a code of OAuth', () => {
  test('is good for five minutes, and its token for two weeks', async () => {
    const clock = manualClock()
    const hub = createHub({ clock, users: ['ada'], services: [service], roles })
    const late = await codeFor(hub)
    await clock.tick(301_000)
    expect((await exchange(hub, late)).status).toBe(400)
    const answer = await exchange(hub, await codeFor(hub))
    expect(answer.status).toBe(200)
    const { access_token } = (await answer.json()) as { access_token: string }
    const headers = { authorization: `token ${access_token}` }
    const statusOf = async () => (await navigate(hub, 'hub/api/user', { headers })).status
    expect(await statusOf()).toBe(200)
    await clock.tick(14 * 24 * 3_600_000 + 1000)
    expect(await statusOf()).toBe(403)
  })

  test('gives a token that ends with its service', async () => {
    const hub = createHub({ users: ['ada'], services: [service], roles })
    expect((await exchange(hub, await codeFor(hub))).status).toBe(200)
    const app = hub.state.services.get('app')
    if (app !== undefined) hub.state.deleteService(app)
    expect(hub.state.users.get('ada')?.tokens.size).toBe(0)
  })
})
