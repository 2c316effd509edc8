import { describe, expect, test } from 'vitest'
import { HubConfigError, JupyterHub } from '../src/index.ts'
import { failure, thrown } from './support/failure.ts'
import { canary, fakeHub, json } from './support/fake-hub.ts'
import { shown } from './support/shown.ts'

type Call = (hub: JupyterHub) => Promise<unknown>

const make = (options: object): JupyterHub => new JupyterHub(options as never)
const url = 'https://hub.example.org'

/** A hub that must not be asked. */
function silentHub(): ReturnType<typeof fakeHub> {
  return fakeHub(() => json({ version: '6.0.0' }))
}

describe('the URL of a hub', () => {
  test.each([
    ['a host without scheme', 'hub.example.org'],
    ['a host and port without scheme', 'localhost:8000'],
    ['a path', '/hub/api'],
    ['ftp', 'ftp://hub.example.org'],
    ['a file', 'file:///hub/api'],
    ['an address to write to', 'mailto:ada@example.org'],
    ['nothing', ''],
    ['undefined', undefined],
    ['null', null],
    ['a number', 8000],
  ])('of %s is refused with an example of one that works', (_, bad) => {
    const error = thrown(HubConfigError, () => make({ url: bad, token: canary }))
    expect(error.message).toContain('https://hub.example.org')
  })

  test('of a unix socket is refused with what can reach it, unless there is a fetch that may', () => {
    const socket = 'http+unix://%2Frun%2Fhub.sock'
    const error = thrown(HubConfigError, () => make({ url: socket, token: canary }))
    expect(error.message).toBe('for a unix socket, use jupyterhub-client/node')
    const { apiUrl } = new JupyterHub({ url: socket, token: canary, fetch })
    expect(apiUrl).toBe('http+unix://%2Frun%2Fhub.sock/hub/api')
  })

  test.each([
    'https://ada:hunter22@hub.example.org/hub',
    'https://:hunter22@hub.example.org',
    'https://hunter22@hub.example.org',
    'https://ada:hunter22@',
    'ada:hunter22@hub.example.org',
  ])('%s is refused without showing the password', (bad) => {
    const error = thrown(HubConfigError, () => make({ url: bad, token: canary }))
    expect(error.message).toMatch(/user name|https:\/\/hub\.example/)
    expect(shown(error)).not.toContain('hunter22')
  })
})

describe('a token', () => {
  test.each([
    ['a line break at its end', `${canary}\n`],
    ['a space inside', `can ${canary}`],
    ['a tab', `\t${canary}`],
    ['a letter beyond ASCII', `${canary}é`],
    ['nothing but a null character', `${canary}\0`],
  ])('with %s is refused without being shown', (_, token) => {
    const error = thrown(HubConfigError, () => make({ url, token }))
    expect(error.message).toMatch(/trim it/)
    expect(shown(error)).not.toContain(canary)
  })

  test.each([
    ['empty', { url, token: '' }],
    ['undefined', { url, token: undefined }],
    ['not given', { url }],
    ['a number', { url, token: 5 }],
  ])('that is %s is refused with the place to get one', (_, options) => {
    const error = thrown(HubConfigError, () => make(options))
    expect(error.message).toContain('/hub/token')
  })

  test.each([
    ['undefined', undefined, /no token/],
    ['null', null, /no token/],
    ['empty', '', /no token/],
    ['a number', 5, /no token/],
    ['a line too many', `${canary}\n`, /trim it/],
  ])('from a function that gives %s is refused before a request', async (_, token, message) => {
    const { hub, sent } = fakeHub(() => json({}), { token: async () => token as never })
    const error = await failure(HubConfigError, hub.users.get('ada'))
    expect(error.message).toMatch(message)
    expect(shown(error)).not.toContain(canary)
    expect(sent).toHaveLength(0)
  })
})

describe('an option that does not exist', () => {
  test.each(['retry', 'baseUrl', 'signal', 'Timeout'])('%s is refused by the client', (key) => {
    const error = thrown(HubConfigError, () => make({ url, token: canary, [key]: 1 }))
    expect(error.message).toContain(`"${key}"`)
    expect(error.message).toContain('userAgent')
  })

  test('is refused by hub.with, and so is a URL, which would be another hub', () => {
    const { hub } = silentHub()
    expect(thrown(HubConfigError, () => hub.with({ retry: 1 } as never)).message).toMatch(/"retry"/)
    thrown(HubConfigError, () => hub.with({ url: 'https://elsewhere.example.org' } as never))
  })

  test.each<[string, Call]>([
    ['a call', (hub) => hub.users.delete('ada', { timeOut: 5 } as never)],
    ['a call of the hub itself', (hub) => hub.whoami({ timeOut: 5 } as never)],
    ['what is shown of a user', (hub) => hub.users.get('ada', { stopped: true } as never)],
    ['a new user', (hub) => hub.users.create('ada', { Admin: true } as never)],
    ['many new users', (hub) => hub.users.createMany(['ada'], { Admin: true } as never)],
    ['a change of a user', (hub) => hub.users.update('ada', { groups: [] } as never)],
    ['an activity', (hub) => hub.users.recordActivity('ada', { lastActivity: 'x' } as never)],
    ['a new group', (hub) => hub.groups.create('g', { members: ['ada'] } as never)],
    ['a token', (hub) => hub.tokens.create('ada', { scope: [] } as never)],
    ['a start', (hub) => hub.servers.start('ada', { user_options: {} } as never)],
    ['a change of a server', (hub) => hub.servers.update('ada', '', { displayName: 'x' } as never)],
    ['a service', (hub) => hub.services.create('s', { token: 'x' } as never)],
    ['a share', (hub) => hub.shares.grant('ada', '', { users: 'bob' } as never)],
    ['a share code', (hub) => hub.shareCodes.create('ada', '', { expiresIn: 60 } as never)],
    ['a change of the proxy', (hub) => hub.proxy.configure({ ip: '1' } as never)],
    ['a shutdown', (hub) => hub.shutdown({ server: true } as never)],
    ['a login', (hub) => hub.authorizations.requestToken({ user: 'ada' } as never)],
    ['a code exchange', (hub) => hub.oauth.exchangeCode({ clientId: 'x' } as never)],
    ['a request of one’s own', (hub) => hub.request({ path: '/x', params: {} } as never)],
    ['toArray', (hub) => hub.users.list().toArray({ limit: 5 } as never)],
  ])('is refused by %s before anything is sent', async (_, call) => {
    const { hub, sent } = silentHub()
    const error = await failure(HubConfigError, call(hub))
    expect(error.message).toMatch(/option/)
    expect(sent).toHaveLength(0)
  })

  test('is refused by a list when it is made', () => {
    const { hub } = silentHub()
    const error = thrown(HubConfigError, () => hub.users.list({ status: 'active' } as never))
    expect(error.message).toMatch(/"status".*state, name_filter|"status".*name_filter/)
    thrown(HubConfigError, () => hub.groups.list({ state: 'active' } as never))
    thrown(HubConfigError, () => hub.servers.list('ada', { limit: 5 } as never))
    thrown(HubConfigError, () => hub.users.list('active' as never))
    thrown(HubConfigError, () => hub.users.list({ limit: 0 }))
    thrown(HubConfigError, () => hub.users.list({ offset: -1 }))
    thrown(HubConfigError, () => hub.users.list({ limit: 2.5 }))
  })
})

describe('a document that is none', () => {
  test.each<[string, Call]>([
    ['null for a user', (hub) => hub.users.create('ada', null as never)],
    ['a list for a change', (hub) => hub.users.update('ada', [] as never)],
    ['nothing for a change', (hub) => hub.users.update('ada', undefined as never)],
    ['a string for options of a call', (hub) => hub.users.delete('ada', 'x' as never)],
    ['null for options of a call', (hub) => hub.users.delete('ada', null as never)],
    ['a string for spawner options', (hub) => hub.servers.start('ada', { options: 'x' as never })],
    ['a list for properties', (hub) => hub.groups.setProperties('g', [] as never)],
    ['nothing for a request', (hub) => hub.request(undefined as never)],
  ])('%s is refused', async (_, call) => {
    const { hub, sent } = silentHub()
    expect((await failure(HubConfigError, call(hub))).message).toMatch(/object/)
    expect(sent).toHaveLength(0)
  })
})

describe('clocks and repeats', () => {
  test.each([
    ['timeout', 0],
    ['timeout', -1],
    ['timeout', Number.NaN],
    ['timeout', '5'],
    ['totalTimeout', 0],
    ['totalTimeout', null],
    ['retries', -1],
    ['retries', 1.5],
    ['retries', '2'],
  ])('%s of %s is refused by client and call', async (key, value) => {
    expect(
      thrown(HubConfigError, () => make({ url, token: canary, [key]: value })).message,
    ).toMatch(key)
    const { hub, sent } = silentHub()
    await failure(HubConfigError, hub.whoami({ [key]: value }))
    expect(sent).toHaveLength(0)
  })
})
