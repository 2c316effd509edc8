import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubProtocolError,
  HubResponseError,
  HubServerError,
  HubTimeoutError,
  NotFoundError,
  RateLimitedError,
  SpawnFailedError,
  UnsupportedError,
} from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError, json } from './support/fake-hub.ts'

const statuses = [
  [400, BadRequestError, 'BadRequestError', 'bad_request'],
  [401, HubResponseError, 'HubResponseError', 'response'],
  [403, ForbiddenError, 'ForbiddenError', 'forbidden'],
  [404, NotFoundError, 'NotFoundError', 'not_found'],
  [405, HubResponseError, 'HubResponseError', 'response'],
  [409, ConflictError, 'ConflictError', 'conflict'],
  [424, HubResponseError, 'HubResponseError', 'response'],
  [429, RateLimitedError, 'RateLimitedError', 'rate_limited'],
  [500, HubServerError, 'HubServerError', 'hub_server'],
  [503, HubServerError, 'HubServerError', 'hub_server'],
  [599, HubServerError, 'HubServerError', 'hub_server'],
] as const

describe('a status', () => {
  test.each(statuses)('%d is its own class, name and code', async (status, kind, name, code) => {
    const { hub } = fakeHub(() => hubError(status, 'The hub says no'), { retries: 0 })
    const error = await failure(HubResponseError, hub.users.delete('ada/b'))
    expect(error).toBeInstanceOf(kind)
    expect(error).toBeInstanceOf(HubError)
    expect(error).toBeInstanceOf(Error)
    expect(kind.isInstance(error)).toBe(true)
    expect(error).toMatchObject({
      name,
      code,
      message: 'The hub says no',
      status,
      method: 'DELETE',
      path: '/users/ada%2Fb',
      attempts: 1,
      hubVersion: '5.5.1',
      body: { status, message: 'The hub says no' },
    })
    expect(String(error)).toBe(`${name}: The hub says no`)
    expect(error.stack).toContain(name)
  })

  test('that is an error is no instance of the classes beside its own', async () => {
    const { hub } = fakeHub(() => hubError(404))
    const error = await failure(NotFoundError, hub.users.get('ada'))
    const others = [
      BadRequestError,
      ConflictError,
      HubServerError,
      HubConnectionError,
      HubConfigError,
    ]
    expect(others.filter((kind) => kind.isInstance(error))).toEqual([])
    for (const kind of others) expect(error).not.toBeInstanceOf(kind)
  })
})

describe('the message', () => {
  test.each([
    ['null, as hub 6.0.0b2 sends', null, 'Not Found'],
    ['the bare reason phrase, as hubs up to 5.5 send', 'Not Found', 'Not Found'],
    ['the bare reason phrase, over HTTP/2, which has none', 'Not Found', ''],
    ['empty', '', 'Not Found'],
    ['no string', { a: 1 }, 'Not Found'],
  ])('is our own sentence where the hub’s is %s', async (_, message, statusText) => {
    const { hub } = fakeHub(() => json({ status: 404, message }, { status: 404, statusText }))
    const error = await failure(NotFoundError, hub.users.get('ada'))
    expect(error.message).toContain('GET /users/ada')
    expect(error.message).toContain('404')
    expect(error.message).not.toContain('undefined')
  })

  test('is the hub’s own to the letter, lines and quotes included', async () => {
    const message = "Invalid username:\n  'a/b' <b>no</b>"
    const { hub } = fakeHub(() => hubError(400, message))
    expect((await failure(BadRequestError, hub.users.create('a/b'))).message).toBe(message)
  })

  test('of the OAuth provider is its description, else its error', async () => {
    const answers = [
      { error: 'invalid_grant', error_description: 'The code is used' },
      { error: 'invalid_client' },
    ]
    const { hub } = fakeHub((_, number) => json(answers[number - 1], { status: 401 }))
    const exchange = { code: 'u8Gk2', client_id: 'service-x', client_secret: 'zz81Qw' }
    const first = await failure(HubResponseError, hub.oauth.exchangeCode(exchange))
    const second = await failure(HubResponseError, hub.oauth.exchangeCode(exchange))
    expect([first.message, second.message]).toEqual(['The code is used', 'invalid_client'])
  })

  test('and path of a call with a query hold the query', async () => {
    const { hub } = fakeHub(() => hubError(404, null))
    const error = await failure(
      NotFoundError,
      hub.users.get('ada', { include_stopped_servers: true }),
    )
    expect(error.path).toBe('/users/ada?include_stopped_servers=true')
    expect(error.message).toContain(error.path)
  })
})

describe('a ForbiddenError', () => {
  test.each([
    ['requires any of [admin:users, delete:users]', ['admin:users', 'delete:users']],
    ['requires any of [read:users!user=ada]', ['read:users!user=ada']],
    ['requires any of []', []],
    ['Missing or invalid credentials.', []],
    [null, []],
  ])('to %j knows the scopes that would do', async (message, scopes) => {
    const sentence = message?.startsWith('requires')
      ? `Action is not authorized with current scopes; ${message}`
      : message
    const { hub } = fakeHub(() => hubError(403, sentence))
    expect((await failure(ForbiddenError, hub.whoami())).requiredScopes).toEqual(scopes)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-23T08:00:00Z')

  test.each<[string, string | undefined, number | undefined]>([
    ['seconds', '90', 90_000],
    ['seconds with space around', ' 90 ', 90_000],
    ['0', '0', 0],
    ['a date', 'Mon, 23 Nov 2026 08:05:00 GMT', 300_000],
    ['a date in the past', 'Mon, 23 Nov 2026 07:05:00 GMT', 0],
    ['a negative number', '-5', undefined],
    ['one second and a half', '1.5', undefined],
    ['a word', 'soon', undefined],
    ['nothing', undefined, undefined],
  ])('of %s is read into milliseconds', async (_, header, expected) => {
    vi.useFakeTimers({ now, toFake: ['Date'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const headers = header === undefined ? {} : { 'retry-after': header }
    const { hub } = fakeHub(() => hubError(429, 'Too many', headers), { retries: 0 })
    const error = await failure(RateLimitedError, hub.servers.start('ada'))
    expect(error.retryAfterMs).toBe(expected)
  })
})

describe('errors that are no answers', () => {
  test('a lost connection tells its URL and keeps its cause', async () => {
    const cause = new TypeError('fetch failed', { cause: new Error('read ECONNRESET') })
    const { hub } = fakeHub(() => Promise.reject(cause), { retries: 0 })
    const error = await failure(HubConnectionError, hub.groups.get('staff'))
    expect(error.message).toMatch(
      /^GET https:\/\/hub\.example\.org\/hub\/api\/groups\/staff: .*ECONNRESET/,
    )
    expect(error).toMatchObject({ name: 'HubConnectionError', code: 'connection' })
    // Not the very one: what `fetch` throws may hold the request.
    expect(error.cause).toMatchObject({ message: 'read ECONNRESET' })
    expect(error).toMatchObject({ method: 'GET', attempts: 1 })
  })

  test('a timeout is a lost connection that knows its clock', async () => {
    const { hub } = fakeHub(hang, { retries: 0, timeout: 50 })
    const error = await failure(HubTimeoutError, hub.whoami())
    expect(HubConnectionError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({
      name: 'HubTimeoutError',
      code: 'timeout',
      clock: 'attempt',
      ms: 50,
    })
    expect(error.message).toContain('50 ms')
  })

  test('an answer that makes no sense tells its URL', async () => {
    const { hub } = fakeHub(() => new Response('{'))
    const error = await failure(HubProtocolError, hub.whoami())
    expect(error).toMatchObject({ name: 'HubProtocolError', code: 'protocol', method: 'GET' })
    expect(error.url).toBe('https://hub.example.org/hub/api/user')
    expect(error.message).toContain(error.url)
  })

  test('an operation that a hub lacks tells what it needs and what there is', async () => {
    const { hub, sent } = fakeHub(() => json({ version: '2.3.1' }))
    const error = await failure(UnsupportedError, hub.tokens.create('ada', { scopes: ['self'] }))
    expect(error).toMatchObject({ name: 'UnsupportedError', code: 'unsupported' })
    expect(error).toMatchObject({ needs: '3.0', hubVersion: '2.3.1' })
    expect(error.message).toMatch(/3\.0 or newer.*2\.3\.1/)
    expect(sent.map(({ method }) => method)).toEqual(['GET'])
  })

  test('a spawn that failed keeps user, server and events', () => {
    const events = [{ progress: 100, failed: true, message: 'Spawn failed' }]
    const cause = new Error('lost')
    const error = new SpawnFailedError('it failed', 'ada', 'lab', events, { cause })
    expect(error).toMatchObject({ name: 'SpawnFailedError', code: 'spawn_failed', cause })
    expect(error).toMatchObject({ user: 'ada', server: 'lab', events })
  })
})
