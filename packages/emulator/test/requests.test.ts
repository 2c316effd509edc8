import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'

const admin = { name: 'admin', admin: true, token: 'of-admin' }
const headers = { authorization: 'token of-admin' }

describe('what a hub remembers of requests', () => {
  test('is what they were, without credentials', async () => {
    const hub = createHub({ users: [admin], baseUrl: '/pfx/', clock: manualClock() })
    await hub.fetch('hub/api/users?state=active&limit=1&limit=2', {
      headers: { ...headers, cookie: 'secret', accept: 'application/json' },
    })
    await hub.fetch('hub/api/users', { method: 'POST', headers, body: '{"usernames": ["ada"]}' })
    await hub.fetch('hub/api/groups/%C3%A9', { method: 'POST', body: 'x=1' })
    const common = { ms: 0, known: true, unread: false }
    const authorization = '***'
    const fetched = { 'sec-fetch-mode': 'cors' }
    const type = { 'content-type': 'text/plain;charset=UTF-8' }
    expect(hub.requests).toEqual([
      {
        method: 'GET',
        path: '/pfx/hub/api/users',
        query: { state: 'active', limit: '2' },
        headers: { authorization, cookie: '***', accept: 'application/json', ...fetched },
        body: null,
        status: 200,
        ...common,
      },
      {
        method: 'POST',
        path: '/pfx/hub/api/users',
        query: {},
        headers: { authorization, ...type, ...fetched },
        body: { usernames: ['ada'] },
        status: 201,
        ...common,
      },
      {
        method: 'POST',
        path: '/pfx/hub/api/groups/%C3%A9',
        query: {},
        headers: { ...type, ...fetched },
        body: 'x=1',
        status: 403,
        ...common,
      },
    ])
  })

  test('is marked where the hub has nothing for them, or has not read what they brought', async () => {
    const hub = createHub({ users: [admin] })
    await hub.fetch('hub/api/userz', { headers })
    await hub.fetch('hub/api/users/admin', { method: 'PUT', headers })
    await hub.fetch('elsewhere')
    await hub.fetch('hub/api/groups/lab', { method: 'POST', headers })
    await hub.fetch('hub/api/groups/lab', { method: 'DELETE', headers, body: '{"users": []}' })
    const marks = hub.requests.map(({ status, known, unread }) => [status, known, unread])
    expect(marks).toEqual([
      [404, false, false],
      [405, false, false],
      [expect.any(Number), expect.any(Boolean), false],
      [201, true, false],
      [204, true, true],
    ])
  })
})

describe('a hub that is asked for what it does not have', () => {
  test('says what comes nearest', async () => {
    const hub = createHub({ users: [admin], version: '5.5' })
    hub.assertUnderstood()
    await hub.fetch('hub/api/users/ada/serverz/lab', { method: 'POST', headers })
    await hub.fetch('hub/api/group', { headers })
    await hub.fetch('hub/api/groups/lab', { method: 'POST', headers })
    await hub.fetch('hub/api/groups/lab', { method: 'DELETE', headers, body: '{"users": []}' })
    const message = `3 requests were not understood by hub 5.5.1:
- POST /hub/api/users/ada/serverz/lab
+ POST /hub/api/users/{user}/servers/{server?}
- GET /hub/api/group
+ GET /hub/api/groups
  DELETE /hub/api/groups/lab
- {"users":[]}
+ (nothing reads this body)`
    expect(() => hub.assertUnderstood()).toThrow(message)
  })

  test('prints no secrets', async () => {
    const hub = createHub({ users: [admin], version: '1.5' })
    const secrets = ['of-json', 'of-list', 'of-form', 'of-path', 'of-cookie']
    const send = (path: string, body: string) =>
      hub.fetch(`hub/api/${path}`, { method: 'DELETE', headers, body })
    await hub.fetch('hub/api/groups/lab', { method: 'POST', headers })
    await send('groups/lab', '{"api_token": "of-json", "more": [{"password": "of-list"}], "a": 1}')
    await send('nothing', 'username=ada&password=of-form')
    await hub.fetch('hub/api/groups/lab', { method: 'POST', headers })
    await send('groups/lab', 'username=ada&password=of-form')
    await send('authorizations/token/of-path', '')
    await send('authorizations/cookie/name/of-cookie', '')
    let message = ''
    try {
      hub.assertUnderstood()
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain('- {"api_token":"***","more":[{"password":"***"}],"a":1}')
    expect(message).toContain('- "username=ada&password=***"')
    expect(message).toContain('- DELETE /hub/api/authorizations/token/***')
    expect(message).toContain('- DELETE /hub/api/authorizations/cookie/name/***')
    expect(secrets.filter((secret) => message.includes(secret))).toEqual([])
    // To look at, they are there.
    expect(JSON.stringify(hub.requests)).toContain('of-json')
  })

  test('answers so at once where it is strict', async () => {
    const hub = createHub({ users: [admin], strict: true })
    expect((await hub.fetch('hub/api/users', { headers })).status).toBe(200)
    expect((await hub.fetch('hub/api/users/nobody', { headers })).status).toBe(404)
    const response = await hub.fetch('hub/api/user/ada', { headers })
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({
      status: 501,
      message: `A request was not understood by hub 6.0.1:
- GET /hub/api/user/ada
+ GET /hub/api/users/{user}`,
    })
    expect(hub.requests.at(-1)).toMatchObject({ status: 501, known: false })
  })
})

test('what a hub remembers of where requests went holds no secret', async () => {
  const hub = createHub({ users: [admin], version: '1.5' })
  const referer = `${hub.url}hub/x?token=CANARY&next=%2Fhub`
  await hub.fetch('hub/api/users?token=CANARY&state=active', { headers: { ...headers, referer } })
  await hub.fetch('hub/api/oauth2/authorize?code=CANARY&_xsrf=CANARY&access_token=CANARY')
  await hub.fetch('hub/api/authorizations/token/CANARY', { headers })
  expect(JSON.stringify(hub.requests)).not.toContain('CANARY')
  expect(hub.requests[0]).toMatchObject({
    query: { token: '***', state: 'active' },
    headers: { referer: `${hub.url}hub/x?token=***&next=%2Fhub` },
  })
})
