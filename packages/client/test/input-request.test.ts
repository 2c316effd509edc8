import { describe, expect, test } from 'vitest'
import { HubConfigError, HubConnectionError, JupyterHub } from '../src/index.ts'
import { failure, reasonOf, thrown } from './support/failure.ts'
import { canary, fakeHub, json } from './support/fake-hub.ts'
import { shown } from './support/shown.ts'

const url = 'https://hub.example.org'

describe('a header', () => {
  test.each([
    ['a line break', `${canary}\r\nx-evil: 1`],
    ['a null character', `${canary}\0`],
    ['a letter beyond Latin 1', `${canary}→`],
  ])('with %s in its value is refused without showing it', async (_, value) => {
    const make = () => new JupyterHub({ url, token: 'sound', headers: { 'x-key': value } })
    expect(thrown(HubConfigError, make).message).toContain('"x-key"')
    expect(shown(thrown(HubConfigError, make))).not.toContain(canary)

    const { hub, sent } = fakeHub(() => json({}), { token: 'sound' })
    const error = await failure(HubConfigError, hub.whoami({ headers: { 'x-key': value } }))
    expect(shown(error)).not.toContain(canary)
    expect(sent).toHaveLength(0)
  })

  test.each(['', 'x key', 'x:key', 'x\nkey', 'schlüssel'])('named %j is refused', async (name) => {
    const { hub, sent } = fakeHub(() => json({}))
    const error = await failure(HubConfigError, hub.whoami({ headers: { [name]: 'v' } }))
    expect(error.message).toContain(JSON.stringify(name))
    expect(sent).toHaveLength(0)
  })

  test('a user agent with a line break is refused when the client is made', () => {
    const options = { url, token: canary, userAgent: 'a\r\nb: c' }
    const error = thrown(HubConfigError, () => new JupyterHub(options))
    expect(error.message).toMatch(/user-?agent/i)
  })

  test('headers in an object of another kind are refused, not passed over', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    const headers = new Headers({ 'x-key': 'v' }) as never
    await failure(HubConfigError, hub.whoami({ headers }))
    expect(sent).toHaveLength(0)
  })
})

describe('the path of a request of one’s own', () => {
  test.each([
    ['no slash', 'users/ada'],
    ['a query', '/users?limit=1'],
    ['a fragment', '/users#top'],
    ['two dots', '/users/../groups'],
    ['two dots at its end', '/users/..'],
    ['one dot', '/users/./ada'],
    ['encoded dots', '/users/%2e%2E/groups'],
    ['a dot encoded and a dot not', '/users/.%2e'],
    ['a backslash', '/users\\..\\groups'],
    ['a tab that URL parsers drop', '/users/.\t./groups'],
    ['a line break', '/users/ada\n'],
    ['a space', '/users/ada lovelace'],
    ['a whole URL', 'https://elsewhere.example.org/'],
    ['half a character', '/users/\ud800'],
    ['nothing', ''],
    ['no string', 5 as never],
  ])('with %s is refused', async (_, path) => {
    const { hub, sent } = fakeHub(() => json({}))
    const error = await failure(HubConfigError, hub.request({ path }))
    expect(error.message).toMatch(/slash|surrogate/)
    expect(sent).toHaveLength(0)
  })

  test('may hold dots inside a segment and an encoded slash', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    await hub.request({ path: '/users/...' })
    await hub.request({ path: '/groups/a%2F..%2Fb' })
    expect(sent.map((request) => request.url)).toEqual([
      'https://hub.example.org/hub/api/users/...',
      'https://hub.example.org/hub/api/groups/a%2F..%2Fb',
    ])
  })
})

describe('the rest of a request of one’s own', () => {
  const cycle: { self?: unknown } = {}
  cycle.self = cycle

  test.each([
    ['a cycle', { method: 'POST', path: '/x', body: cycle }],
    ['a BigInt', { method: 'POST', path: '/x', body: { n: 1n } }],
    ['a body that GET cannot have', { path: '/x', body: {} }],
    ['a method that is no word', { method: 'GE T', path: '/x' }],
  ])('%s is refused as bad input, not as a lost connection', async (_, request) => {
    const { hub, sent } = fakeHub((current) => {
      // As every fetch does.
      const { url: asked } = new Request(current.url, current.init)
      return json({ asked })
    })
    const error = await reasonOf(hub.request(request))
    expect(HubConnectionError.isInstance(error)).toBe(false)
    expect(sent).toHaveLength(0)
  })
})

describe('a service to be created', () => {
  test.each([
    ['without a field', {}, /field/],
    ['with a token of 7 characters', { api_token: 'hunter2' }, /8/],
  ])('%s is refused', async (_, definition, message) => {
    const { hub, sent } = fakeHub(() => json({}))
    const error = await failure(HubConfigError, hub.services.create('s', definition))
    expect(error.message).toMatch(message)
    expect(error.message).not.toContain('hunter2')
    expect(sent).toHaveLength(0)
  })
})

describe('what is asked of OAuth', () => {
  const exchange = { code: 'c', client_id: 'i', client_secret: 's' }

  test.each(['code', 'client_id', 'client_secret'] as const)(
    'an empty %s is refused',
    async (key) => {
      const { hub, sent } = fakeHub(() => json({}))
      const error = await failure(
        HubConfigError,
        hub.oauth.exchangeCode({ ...exchange, [key]: '' }),
      )
      expect(error.message).toContain(key)
      expect(sent).toHaveLength(0)
    },
  )

  test('a URL without state is refused: forged logins would pass', () => {
    const { hub } = fakeHub(() => json({}))
    const make = () => hub.oauth.authorizeUrl({ client_id: 'service-x', state: '' })
    expect(thrown(HubConfigError, make).message).toMatch(/state/)
  })
})

describe('the environment', () => {
  test('names the hub and holds the token', async ({ onTestFinished }) => {
    onTestFinished(() => {
      delete process.env['JUPYTERHUB_API_URL']
      delete process.env['JUPYTERHUB_API_TOKEN']
    })
    process.env['JUPYTERHUB_API_URL'] = 'http://127.0.0.1:8081/pfx/hub/api'
    process.env['JUPYTERHUB_API_TOKEN'] = canary
    const seen: (string | null)[] = []
    const fetch = async (asked: string, init: RequestInit): Promise<Response> => {
      seen.push(asked, new Headers(init.headers).get('authorization'))
      return json({})
    }
    await JupyterHub.fromEnv({ fetch }).whoami()
    expect(seen).toEqual(['http://127.0.0.1:8081/pfx/hub/api/user', `token ${canary}`])
  })

  test('a variable that is not set is named', () => {
    const error = thrown(HubConfigError, () => JupyterHub.fromEnv({ token: canary }))
    expect(error.message).toContain('JUPYTERHUB_API_URL')
  })

  test('an option that is undefined leaves the place to the environment', ({ onTestFinished }) => {
    onTestFinished(() => {
      delete process.env['JUPYTERHUB_API_URL']
    })
    process.env['JUPYTERHUB_API_URL'] = 'http://127.0.0.1:8081/hub/api'
    const hub = JupyterHub.fromEnv({ token: canary, url: undefined } as never)
    expect(hub.apiUrl).toBe('http://127.0.0.1:8081/hub/api')
  })
})
