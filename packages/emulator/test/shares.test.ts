import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { EmulatedHub, HubOptions } from '../src/index.ts'

const headers = { authorization: 'token secret' }

function hubWith(options: HubOptions = {}): EmulatedHub {
  const users = [{ name: 'admin', admin: true, token: 'secret' }, 'ada', 'bob']
  return createHub({ users, groups: [{ name: 'staff', users: ['bob'] }], ...options })
}

/** Sends JSON to the API, and gives what it answers. */
async function send(
  hub: EmulatedHub,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
  const text = await (await hub.fetch(`hub/api${path}`, init)).text()
  return text === '' ? undefined : JSON.parse(text)
}

describe('a share', () => {
  test('goes by the name of its owner, whatever that becomes', async () => {
    const hub = hubWith()
    await send(hub, 'POST', '/shares/ada/', { user: 'bob' })
    await send(hub, 'PATCH', '/users/ada', { name: 'lovelace' })
    expect(await send(hub, 'GET', '/users/bob/shared/lovelace/')).toMatchObject({
      scopes: ['access:servers!server=lovelace/'],
    })
  })

  test.each(['ada', 'bob'])('is gone with %s', async (name) => {
    const hub = hubWith()
    await send(hub, 'POST', '/shares/ada/', { user: 'bob' })
    await send(hub, 'DELETE', `/users/${name}`)
    expect(hub.state.shares.all).toEqual([])
  })

  test('is gone with its group, and with its server', async () => {
    const hub = hubWith()
    const ada = hub.state.users.get('ada')
    if (ada !== undefined) hub.state.server(ada, 'lab')
    await send(hub, 'POST', '/shares/ada/lab', { user: 'bob' })
    await send(hub, 'POST', '/shares/ada/', { group: 'staff' })
    await send(hub, 'DELETE', '/groups/staff')
    expect(hub.state.shares.all).toHaveLength(1)
    await send(hub, 'DELETE', '/users/ada/servers/lab', { remove: true })
    expect(hub.state.shares.all).toEqual([])
  })
})

/** Logs a user in, and gives the headers that a page of the hub sends. */
async function logIn(hub: EmulatedHub, username: string): Promise<Record<string, string>> {
  const jar = new Map<string, string>()
  const visit = async (path: string, init: RequestInit = {}): Promise<void> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = { cookie, 'sec-fetch-mode': 'navigate' }
    const response = await hub.fetch(path, { ...init, headers: sent })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)="?([^;"]*)/.exec(line) ?? []
      jar.set(name, value)
    }
  }
  await visit('hub/login')
  const body = new URLSearchParams({ username, password: 'any', _xsrf: jar.get('_xsrf') ?? '' })
  await visit('hub/login', { method: 'POST', body })
  await visit('hub/home')
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return { cookie, 'x-xsrftoken': jar.get('_xsrf') ?? '' }
}

test('what is shared with a group is seen by its members’ sessions, and not by their tokens', async () => {
  const hub = hubWith()
  await send(hub, 'POST', '/shares/ada/', { group: 'staff' })
  const { token } = Object(await send(hub, 'POST', '/users/bob/tokens')) as { token: string }
  const scopesBy = async (credentials: Record<string, string>): Promise<string[]> => {
    const response = await hub.fetch('hub/api/user', { headers: credentials })
    return ((await response.json()) as { scopes: string[] }).scopes
  }
  const scope = 'access:servers!server=ada/'
  expect(await scopesBy({ authorization: `token ${token}` })).not.toContain(scope)
  expect(await scopesBy(await logIn(hub, 'bob'))).toContain(scope)
})

describe('a share code', () => {
  test('is counted, and not shown, once it has expired', async () => {
    const clock = manualClock()
    const hub = hubWith({ clock })
    await send(hub, 'POST', '/share-codes/ada/', { expires_in: 60 })
    await send(hub, 'POST', '/share-codes/ada/', { expires_in: 120 })
    await clock.tick(60_000)
    expect(await send(hub, 'GET', '/share-codes/ada')).toMatchObject({
      items: [{ id: 'sc_2' }],
      _pagination: { total: 2 },
    })
  })
})

/** As pydantic 2.14 prints it on hub 6.0.1. */
describe('a body that is none', () => {
  const complaint = (place: string, sentence: string, details: string): string => {
    const [, type] = /^type=(\w+)/.exec(details) ?? []
    const more = `    For further information visit https://errors.pydantic.dev/2.14/v/${type}`
    return `${place === '' ? '' : `${place}\n`}  ${sentence} [${details}]\n${more}`
  }

  test.each([
    [
      {},
      '1 validation error',
      complaint(
        '',
        'Value error, Specify exactly one of `user` or `group`',
        'type=value_error, input_value={}, input_type=dict',
      ),
    ],
    [
      { user: 'a', scopes: ['read:servers', 1] },
      '1 validation error',
      complaint(
        'scopes.1',
        'Input should be a valid string',
        'type=string_type, input_value=1, input_type=int',
      ),
    ],
    [
      { user: 1, long: 'l'.repeat(60) },
      '2 validation errors',
      [
        complaint(
          'user',
          'Input should be a valid string',
          'type=string_type, input_value=1, input_type=int',
        ),
        complaint(
          'long',
          'Extra inputs are not permitted',
          `type=extra_forbidden, input_value='${'l'.repeat(24)}...${'l'.repeat(23)}', input_type=str`,
        ),
      ].join('\n'),
    ],
  ])('for a share: %j', async (body, title, complaints) => {
    const message = `${title} for ShareGrantRequest\n${complaints}`
    expect(await send(hubWith(), 'POST', '/shares/ada/', body)).toEqual({ status: 400, message })
  })

  test.each([
    [59, 'greater than or equal to 60', 'greater_than_equal', 'int'],
    [31_536_001, 'less than or equal to 31536000', 'less_than_equal', 'int'],
    [60.5, 'a valid integer, got a number with a fractional part', 'int_from_float', 'float'],
    [null, 'a valid integer', 'int_type', 'NoneType'],
    ['x', 'a valid integer, unable to parse string as an integer', 'int_parsing', 'str'],
  ])('for a code: %j', async (expires_in, sentence, type, python) => {
    const shown = { x: "'x'", null: 'None' }[String(expires_in)] ?? String(expires_in)
    const details = `type=${type}, input_value=${shown}, input_type=${python}`
    const message = `1 validation error for ShareCodeGrantRequest\n${complaint('expires_in', `Input should be ${sentence}`, details)}`
    const body = { expires_in }
    expect(await send(hubWith(), 'POST', '/share-codes/ada/', body)).toEqual({
      status: 400,
      message,
    })
  })
})
