import { describe, expect, test } from 'vitest'
import { HubConfigError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { canary, fakeHub, json } from './support/fake-hub.ts'

type Call = (hub: JupyterHub) => Promise<unknown>
type Case = readonly [title: string, call: Call, message: RegExp]

const half = 'ada\ud800'
const empty = /must not be empty/
const dots = /must not be "\.\.?"/
const surrogate = /surrogate/

const revoke =
  (reference: object): Call =>
  (hub) =>
    hub.shareCodes.revoke('ada', 'lab', reference as never)

/** Calls at once: a method that throws in place of rejecting fails the test. */
async function refusal(call: Call): Promise<{ error: HubConfigError; requests: number }> {
  const { hub, sent } = fakeHub(() => json({ version: '6.0.0' }))
  const error = await failure(HubConfigError, call(hub))
  return { error, requests: sent.length }
}

function testRefusals(cases: readonly Case[]): void {
  test.each(cases)('%s is refused before anything is sent', async (_, call, message) => {
    const { error, requests } = await refusal(call)
    expect(error.message).toMatch(message)
    expect(error.code).toBe('config')
    expect(requests).toBe(0)
  })
}

describe('a name that no path can carry', () => {
  testRefusals([
    ['users.get of ""', (hub) => hub.users.get(''), empty],
    ['users.delete of ".."', (hub) => hub.users.delete('..'), dots],
    ['users.update of "."', (hub) => hub.users.update('.', { admin: true }), dots],
    ['users.create of ""', (hub) => hub.users.create(''), empty],
    ['users.recordActivity of ""', (hub) => hub.users.recordActivity('', { servers: {} }), empty],
    ['users.get of half a character', (hub) => hub.users.get(half), surrogate],
    ['users.get of a number', (hub) => hub.users.get(5 as never), /string/],
    ['users.get of nothing', (hub) => hub.users.get(undefined as never), /string/],
    ['groups.get of ""', (hub) => hub.groups.get(''), empty],
    ['groups.delete of ".."', (hub) => hub.groups.delete('..'), dots],
    ['groups.addUsers to ""', (hub) => hub.groups.addUsers('', ['ada']), empty],
    ['groups.setProperties of "."', (hub) => hub.groups.setProperties('.', {}), dots],
    ['services.get of ""', (hub) => hub.services.get(''), empty],
    ['services.delete of ".."', (hub) => hub.services.delete('..'), dots],
    ['tokens.get of id ""', (hub) => hub.tokens.get('ada', ''), /\bid\b/],
    ['tokens.revoke of id ""', (hub) => hub.tokens.revoke('ada', ''), /\bid\b/],
    ['tokens.revoke of id ".."', (hub) => hub.tokens.revoke('ada', '..'), /\bid\b/],
    ['tokens.create for ""', (hub) => hub.tokens.create(''), empty],
    ['tokens.create with scopes for ".."', (hub) => hub.tokens.create('..', { scopes: [] }), dots],
    ['tokens.list of ""', (hub) => hub.tokens.list('').toArray(), empty],
    ['servers.remove of ""', (hub) => hub.servers.remove('ada', ''), empty],
    ['servers.remove of ".."', (hub) => hub.servers.remove('ada', '..'), dots],
    ['servers.create of ""', (hub) => hub.servers.create('ada', ''), empty],
    ['servers.create for ".."', (hub) => hub.servers.create('..', 'lab'), dots],
    ['servers.stop of ".."', (hub) => hub.servers.stop('ada', '..'), dots],
    ['servers.stop for ""', (hub) => hub.servers.stop(''), empty],
    ['servers.get of ".."', (hub) => hub.servers.get('ada', '..'), dots],
    ['servers.get for ""', (hub) => hub.servers.get(''), empty],
    ['servers.start for ""', (hub) => hub.servers.start(''), empty],
    ['servers.start with options for ""', (hub) => hub.servers.start('', { options: {} }), empty],
    ['servers.update of ".."', (hub) => hub.servers.update('ada', '..', { name: 'x' }), dots],
    ['servers.list of ""', (hub) => hub.servers.list('').first(), empty],
    ['shares.revokeAll of ".."', (hub) => hub.shares.revokeAll('ada', '..'), dots],
    ['shares.getWithUser of ""', (hub) => hub.shares.getWithUser('', 'bob', ''), empty],
    ['shares.leaveAsGroup of "."', (hub) => hub.shares.leaveAsGroup('.', 'bob', ''), dots],
    ['shareCodes.revokeAll of ""', (hub) => hub.shareCodes.revokeAll('', ''), empty],
    ['identifyToken of ".."', (hub) => hub.authorizations.identifyToken('..'), dots],
    ['identifyCookie of ""', (hub) => hub.authorizations.identifyCookie('name', ''), empty],
  ])

  test('a progress stream of a bad name rejects at its first event', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    const events = hub.servers.progress('..')
    const error = await failure(HubConfigError, events[Symbol.asyncIterator]().next())
    expect(error.message).toMatch(dots)
    expect(sent).toHaveLength(0)
  })

  test('the default server may be named "" wherever a server is meant', async () => {
    const { hub, sent } = fakeHub(() => json({}))
    await hub.servers.stop('ada', '')
    await hub.shares.revokeAll('ada', '')
    await hub.shareCodes.revokeAll('ada', '')
    expect(sent.map(({ path }) => path)).toEqual([
      '/users/ada/server',
      '/shares/ada/',
      '/share-codes/ada/',
    ])
  })
})

describe('a name in a body or a query', () => {
  testRefusals([
    ['createMany with a bare string', (hub) => hub.users.createMany('ada' as never), /list/],
    ['groups.createMany with a bare string', (hub) => hub.groups.createMany('a' as never), /list/],
    ['groups.addUsers with a bare string', (hub) => hub.groups.addUsers('g', 'a' as never), /list/],
    [
      'groups.create with bare users',
      (hub) => hub.groups.create('g', { users: 'a' as never }),
      /l/,
    ],
    ['createMany with ""', (hub) => hub.users.createMany(['ada', '']), empty],
    ['createMany with half a character', (hub) => hub.users.createMany([half]), surrogate],
    ['createMany with a number', (hub) => hub.users.createMany([7 as never]), /string/],
    ['createMany of none', (hub) => hub.users.createMany([]), /at least one name/],
    ['groups.createMany of none', (hub) => hub.groups.createMany([]), /at least one name/],
    ['groups.addUsers with ""', (hub) => hub.groups.addUsers('g', ['']), empty],
    ['a new name ""', (hub) => hub.users.update('ada', { name: '' }), empty],
    ['a new name of half a character', (hub) => hub.users.update('ada', { name: half }), surrogate],
    [
      'a filter of half a character',
      (hub) => hub.users.list({ name_filter: half }).first(),
      surrogate,
    ],
    [
      'a raw query of half a character',
      (hub) => hub.request({ path: '/x', query: { q: half } }),
      surrogate,
    ],
    [
      'a share with nobody',
      (hub) => hub.shares.grant('ada', '', {} as never),
      /either user or group/,
    ],
    [
      'a share with both',
      (hub) => hub.shares.grant('ada', '', { user: 'a', group: 'b' } as never),
      /either/,
    ],
    ['a share with ""', (hub) => hub.shares.grant('ada', '', { user: '' }), empty],
    [
      'a share of no scopes',
      (hub) => hub.shares.revoke('ada', '', { user: 'bob', scopes: [] }),
      /scope/,
    ],
  ])
})

describe('the reference to a share code', () => {
  const either = /id.*code/
  testRefusals([
    ['an empty id', revoke({ id: '' }), either],
    ['an empty code', revoke({ code: '' }), either],
    ['neither', revoke({}), either],
    ['both', revoke({ id: 'sc_1', code: 'abc' }), either],
    ['an id that the hub would read as another', revoke({ id: 'sc_2xyz' }), either],
    ['an id with a line break', revoke({ id: 'sc_2\n' }), either],
    ['an id that is a number', revoke({ id: 2 }), either],
    ['a code with a space', revoke({ code: 'abc ' }), either],
    ['both, one undefined and one empty', revoke({ id: undefined, code: '' }), either],
    ['a misspelt key', revoke({ Id: 'sc_1' }), /"Id"/],
  ])
})

describe('a number', () => {
  const whole = /whole number/
  const lifetimes = [0, -1, 1.5, Number.NaN, Infinity, '60', true, 2 ** 53]
  testRefusals([
    ...lifetimes.map((value): Case => {
      const call: Call = (hub) => hub.tokens.create('ada', { expires_in: value as never })
      return [`a token's expires_in of ${JSON.stringify(value)} (${typeof value})`, call, whole]
    }),
    ...[...lifetimes, 59, 31_536_001].map((value): Case => {
      const call: Call = (hub) => hub.shareCodes.create('ada', '', { expires_in: value as never })
      return [`a code's expires_in of ${JSON.stringify(value)} (${typeof value})`, call, whole]
    }),
    ['toArray with a max of -1', (hub) => hub.users.list().toArray({ max: -1 }), whole],
    ['toArray with a max of NaN', (hub) => hub.users.list().toArray({ max: Number.NaN }), whole],
  ])

  test('null is a lifetime without end', async () => {
    const { hub, sent } = fakeHub(() => json({ token: 'x' }))
    await hub.tokens.create('ada', { expires_in: null })
    expect(sent[0]?.body).toBe('{"expires_in":null}')
  })
})

describe('a secret that cannot be sent', () => {
  const secret = `${canary}\ud800`
  test.each<[string, Call]>([
    ['a token to identify', (hub) => hub.authorizations.identifyToken(secret)],
    ['a cookie to identify', (hub) => hub.authorizations.identifyCookie('hub', secret)],
    ['a share code', (hub) => hub.shareCodes.revoke('ada', '', { code: secret })],
    [
      'a client secret',
      (hub) => hub.oauth.exchangeCode({ code: 'c', client_id: 'i', client_secret: secret }),
    ],
  ])('%s is refused without being shown', async (_, call) => {
    const { error, requests } = await refusal(call)
    expect(error.message).not.toContain(canary)
    expect(requests).toBe(0)
  })
})
