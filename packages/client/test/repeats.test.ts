import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  ConflictError,
  HubConnectionError,
  HubError,
  HubResponseError,
  HubServerError,
  HubTimeoutError,
} from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fine, inTurn, lost, refused, status } from './support/answers.ts'
import { fakeHub, hang } from './support/fake-hub.ts'
import { clientOf, deadEnd } from './support/serve.ts'

type Call = (hub: JupyterHub) => Promise<unknown>

beforeEach(() => {
  // A wait is a random part of the back-off: none, here.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  return () => {
    vi.restoreAllMocks()
  }
})

const exchange = { code: 'u8Gk2', client_id: 'service-x', client_secret: 'zz81Qw' }

const safe: [string, Call][] = [
  ['users.get', (hub) => hub.users.get('ada')],
  ['users.list', (hub) => hub.users.list().first()],
  ['whoami', (hub) => hub.whoami()],
  ['users.delete', (hub) => hub.users.delete('ada')],
  ['tokens.revoke', (hub) => hub.tokens.revoke('ada', 'a1')],
  ['users.recordActivity', (hub) => hub.users.recordActivity('ada', { servers: {} })],
  ['groups.addUsers', (hub) => hub.groups.addUsers('g', ['ada'])],
  ['groups.removeUsers', (hub) => hub.groups.removeUsers('g', ['ada'])],
  ['groups.setProperties', (hub) => hub.groups.setProperties('g', {})],
  ['servers.stop', (hub) => hub.servers.stop('ada')],
  ['servers.remove', (hub) => hub.servers.remove('ada', 'lab')],
  ['proxy.sync', (hub) => hub.proxy.sync()],
  ['shares.grant', (hub) => hub.shares.grant('ada', '', { user: 'bob' })],
  ['shares.revoke', (hub) => hub.shares.revoke('ada', '', { user: 'bob' })],
  ['shareCodes.revoke', (hub) => hub.shareCodes.revoke('ada', '', { id: 'sc_1' })],
  ['identifyToken', (hub) => hub.authorizations.identifyToken('zz81Qw')],
  ['a GET of hub.request', (hub) => hub.request({ path: '/x' })],
]

const unsafe: [string, Call][] = [
  ['users.create', (hub) => hub.users.create('ada')],
  ['users.update', (hub) => hub.users.update('ada', { admin: true })],
  ['tokens.create', (hub) => hub.tokens.create('ada')],
  ['groups.create', (hub) => hub.groups.create('g')],
  ['services.create', (hub) => hub.services.create('s', { admin: true })],
  ['servers.start', (hub) => hub.servers.start('ada')],
  ['servers.start of a named one', (hub) => hub.servers.start('ada', { name: 'lab' })],
  ['servers.create', (hub) => hub.servers.create('ada', 'lab')],
  ['servers.update', (hub) => hub.servers.update('ada', 'lab', { name: 'x' })],
  ['shareCodes.create', (hub) => hub.shareCodes.create('ada', '')],
  ['shutdown', (hub) => hub.shutdown()],
  ['exchangeCode', (hub) => hub.oauth.exchangeCode(exchange)],
  ['a POST of hub.request', (hub) => hub.request({ method: 'POST', path: '/x' })],
  ['a DELETE of hub.request', (hub) => hub.request({ method: 'DELETE', path: '/x' })],
]

describe('what is safe to repeat', () => {
  test.each(safe)('%s is repeated after 502, 503 and 504, twice at most', async (_, call) => {
    for (const code of [502, 503, 504]) {
      const { hub, sent } = fakeHub(status(code))
      const error = await failure(HubServerError, call(hub))
      expect(sent).toHaveLength(3)
      expect(error.attempts).toBe(3)
    }
  })

  test.each(safe)('%s is repeated after a lost connection', async (_, call) => {
    const { hub, sent } = fakeHub(lost)
    expect((await failure(HubConnectionError, call(hub))).attempts).toBe(3)
    expect(sent).toHaveLength(3)
  })

  test('a GET succeeds at the repeat, with the same request', async () => {
    const { hub, sent } = fakeHub(inTurn(status(503), lost, fine))
    expect(await hub.users.get('ada')).toEqual({ name: 'ada' })
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map((request) => `${request.method} ${request.url}`)).size).toBe(1)
  })

  test('a body is sent again whole', async () => {
    const { hub, sent } = fakeHub(inTurn(status(503), fine))
    await hub.servers.remove('ada', 'lab')
    expect(sent.map((request) => request.body)).toEqual(['{"remove":true}', '{"remove":true}'])
  })

  test('an attempt that ran out of time is repeated', async () => {
    const { hub, sent } = fakeHub(inTurn(hang, fine), { timeout: 50 })
    await hub.users.get('ada')
    expect(sent).toHaveLength(2)
  })
})

describe('what is not safe to repeat', () => {
  test.each(unsafe)('%s is sent once after a 503 and after a lost connection', async (_, call) => {
    for (const answer of [status(502), status(503), status(504), lost]) {
      const { hub, sent } = fakeHub(answer)
      const { attempts } = (await failure(HubError, call(hub))) as HubResponseError
      expect(attempts).toBe(1)
      expect(sent).toHaveLength(1)
    }
  })

  test.each(unsafe)('%s is repeated after a connection that was refused', async (_, call) => {
    const { hub, sent } = fakeHub(inTurn(refused, refused, fine))
    await Promise.allSettled([call(hub)])
    expect(sent).toHaveLength(3)
  })

  test.each([
    [3, { code: 'EHOSTUNREACH', syscall: 'connect' }],
    [3, { code: 'ENETUNREACH', errors: [{ code: 'ENETUNREACH', syscall: 'connect' }] }],
    [3, { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    [1, { code: 'EHOSTUNREACH', syscall: 'read' }],
  ])(
    'is attempted %d times after %j: what could not be opened carried nothing',
    async (n, code) => {
      const { hub, sent } = fakeHub(() => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('no way'), code) })
      })
      expect((await failure(HubConnectionError, hub.users.create('ada'))).attempts).toBe(n)
      expect(sent).toHaveLength(n)
    },
  )

  test('a POST is sent once where only some of a host’s addresses were out of reach', async () => {
    const refusal = Object.assign(new Error('refused'), { syscall: 'connect' })
    const reset = Object.assign(new Error('reset'), { syscall: 'read' })
    const cause = Object.assign(new AggregateError([refusal, reset]), { code: 'ECONNREFUSED' })
    const { hub, sent } = fakeHub(() => Promise.reject(new TypeError('fetch failed', { cause })))
    const error = await failure(HubConnectionError, hub.users.create('ada'))
    expect(error.message).toContain('could not reach the hub: refused, reset')
    expect(sent).toHaveLength(1)
  })

  test.each(['boom', undefined, null, { code: 'X' }])(
    'a fetch that rejects with %j is a lost connection',
    async (reason) => {
      const { hub } = fakeHub(() => Promise.reject(reason))
      const error = await failure(HubConnectionError, hub.users.create('ada'))
      const said = typeof reason === 'string' ? reason : 'no reason was given'
      expect(error.message).toContain(`could not reach the hub: ${said}`)
    },
  )

  test('a start that ran out of time is not repeated', async () => {
    const { hub, sent } = fakeHub(hang, { timeout: 50 })
    await failure(HubTimeoutError, hub.servers.start('ada'))
    expect(sent).toHaveLength(1)
  })

  test('a port on which nobody listens is tried again, even for a POST', async () => {
    const hub = clientOf(await deadEnd(), { retries: 2 })
    const error = await failure(HubConnectionError, hub.users.create('ada'))
    expect(error.attempts).toBe(3)
  })
})

describe('an answer that is final', () => {
  test.each([400, 403, 404, 405, 409, 500, 501])('%d is never repeated', async (code) => {
    for (const [, call] of [...safe.slice(0, 4), ...unsafe.slice(0, 4)]) {
      const { hub, sent } = fakeHub(status(code))
      await failure(HubResponseError, call(hub))
      expect(sent).toHaveLength(1)
    }
  })

  test('409 after a 503 is reported as it is', async () => {
    const { hub, sent } = fakeHub(inTurn(status(503), status(409)))
    const error = await failure(ConflictError, hub.groups.addUsers('g', ['ada']))
    expect([error.attempts, sent.length]).toEqual([2, 2])
  })

  test('a web page is not asked for again', async () => {
    const { hub, sent } = fakeHub(
      () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
    )
    await failure(HubError, hub.users.get('ada'))
    expect(sent).toHaveLength(1)
  })
})
