import { featureSince, operations } from 'jupyterhub-client'
import type { Feature, Middleware, OperationId, User } from 'jupyterhub-client'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { forget, freshGroup, freshUser } from '../src/fixtures.ts'
import { freshOwner, startReady, stopAndWait, untilReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import type { RawCall } from '../src/target.ts'

const target = theTarget()
const { hub, version, atLeast } = target

async function statusOf(call: RawCall): Promise<number> {
  return (await target.raw(call)).status
}

async function jsonOf(call: RawCall): Promise<unknown> {
  return (await target.raw(call)).json
}

async function namesOf(query: string): Promise<string[]> {
  return ((await jsonOf({ path: `/users?${query}` })) as User[]).map(({ name }) => name)
}

/** Whether a hub limits a token by what the request for it says, or gives one that may do what its owner may. */
async function limitsToken(body: object): Promise<boolean> {
  const path = `/users/${await freshUser('limited')}/tokens`
  const { token } = Object(await jsonOf({ method: 'POST', path, body })) as { token: string }
  return (await statusOf({ path, token })) === 403
}

async function showsStopped(): Promise<boolean> {
  const user = await freshOwner('stopped')
  await startReady(user, 'lab')
  await stopAndWait(user, 'lab')
  const shown = await jsonOf({ path: `/users/${user}?include_stopped_servers=1` })
  return 'lab' in Object(Object(shown)['servers'])
}

async function cancelsSpawn(): Promise<boolean> {
  const user = await freshOwner('pending')
  const seconds = atLeast('5.1') ? 60 : 1.5
  await hub.servers.start(user, { options: { spawner: 'slow', seconds } })
  const status = await statusOf({ method: 'DELETE', path: `/users/${user}/server` })
  return status !== 400
}

/** Whether the options of a start stand in an envelope, or are what is sent. */
async function opensEnvelope(): Promise<boolean> {
  const user = await freshOwner('envelope')
  const body = { user_options: { a: 1 } }
  await target.raw({ method: 'POST', path: `/users/${user}/servers/lab`, body })
  const { user_options } = await untilReady(user, 'lab')
  return !('user_options' in Object(user_options))
}

async function refusesServerName(): Promise<boolean> {
  const user = await freshOwner('named')
  const status = await statusOf({ method: 'POST', path: `/users/${user}/servers/Bad_Name` })
  if (status === 400) return true
  await untilReady(user, 'Bad_Name')
  return false
}

/** Whether a code that was asked for with a challenge is refused to who does not know the answer. */
async function wantsVerifier(): Promise<boolean> {
  const browser = await target.browser(await freshUser('visitor'))
  const client_id = 'service-web-noconfirm'
  const url = hub.oauth.authorizeUrl({
    client_id,
    state: 'x',
    code_challenge: createHash('sha256').update('unknown').digest('base64url'),
  })
  const location = (await browser.fetch(url)).headers.get('location') ?? ''
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: new URL(location).searchParams.get('code') ?? '',
    client_id,
    client_secret: target.tokens['web-noconfirm'] ?? '',
    redirect_uri: target.oauthCallback,
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const call = { method: 'POST', path: '/oauth2/token', token: null, headers }
  return (await statusOf({ ...call, body: String(body) })) === 400
}

/**
 * Shows what the hub itself does, whatever its version. What only scopes without filter are good for takes roles: see the
 * suite of settings.
 */
const proofs: Record<Exclude<Feature, 'unfilteredScopes'>, () => Promise<boolean>> = {
  scopes: async () => 'scopes' in Object(await jsonOf({ path: '/user' })),
  tokenRoles: () => limitsToken({ roles: [] }),
  tokenScopes: () => limitsToken({ scopes: [] }),
  pagination: async () => {
    const accept = 'application/jupyterhub-pagination+json'
    return !Array.isArray(await jsonOf({ path: '/users', headers: { accept } }))
  },
  stateFilter: async () => (await namesOf('state=ready')).length === 0,
  nameFilter: async () => (await namesOf('name_filter=no-one')).length === 0,
  sort: async () => (await namesOf('sort=-id')).at(-1) === 'admin',
  stoppedServers: showsStopped,
  groupProperties: async () => {
    const path = `/groups/${await freshGroup('properties')}/properties`
    return (await statusOf({ method: 'PUT', path, body: {} })) !== 404
  },
  shares: async () => (await statusOf({ path: '/shares/ada' })) === 200,
  shareCodes: async () => (await statusOf({ path: '/share-codes/ada' })) === 200,
  serviceManagement: async () =>
    (await statusOf({ method: 'POST', path: '/services/web', body: { info: {} } })) !== 405,
  cancelPendingSpawn: cancelsSpawn,
  serverModels: async () => (await statusOf({ path: '/users/ada/server' })) === 200,
  serverEnvelope: opensEnvelope,
  serverNameRules: refusesServerName,
  pkce: wantsVerifier,
}

describe(`what hub ${version} can do`, () => {
  test.each(Object.entries(proofs))('is what it does: %s', async (name, proof) => {
    const can = await proof()
    const capabilities = await hub.capabilities()
    expect(capabilities[name as Feature]).toBe(can)
    expect(can).toBe(atLeast(featureSince[name as Feature]))
  })

  test('is told with its version', async () => {
    const capabilities = await hub.capabilities()
    expect(capabilities.version).toBe(version)
    for (const release of [
      '1',
      '1.5',
      '2.0',
      '3.1',
      '4.1.6',
      '5.5.1',
      '5.6',
      '6',
      '6.0.2',
      '7.0',
    ]) {
      expect([release, capabilities.isAtLeast(release)]).toEqual([release, atLeast(release)])
    }
  })

  test('is told of every operation', async () => {
    const capabilities = await hub.capabilities()
    const ids = Object.keys(operations) as OperationId[]
    expect(ids.filter((id) => capabilities.has(id))).toEqual(ids.filter((id) => target.has(id)))
  })
})

describe('asking for what a hub can do', () => {
  /** A hub that nobody has asked anything yet, and the operations that are sent to it. */
  function newcomer() {
    const sent: (string | undefined)[] = []
    const note: Middleware = (request, next, { operation }) => {
      sent.push(operation)
      return next(request)
    }
    return { fresh: target.withToken(target.adminToken, { middleware: [note] }), sent }
  }

  test('is done once, for all that ask, and without a token', async () => {
    const { fresh, sent } = newcomer()
    const anyone = fresh.with({ token: null })
    const asked = await Promise.all([fresh, fresh, anyone].map((one) => one.capabilities()))
    expect(asked.map((one) => one.version)).toEqual([version, version, version])
    expect((await anyone.capabilities()).version).toBe(version)
    expect(sent).toEqual(['GET /'])
  })

  test('is not done where an answer has told it, be it a refusal', async () => {
    const { fresh, sent } = newcomer()
    await forget(fresh.users.get('no-one'))
    expect((await fresh.capabilities()).version).toBe(version)
    expect(sent).toEqual(['GET /users/{user}'])
  })

  test('costs starts with options one request in all', async () => {
    const { fresh, sent } = newcomer()
    const users = [await freshOwner('asks'), await freshOwner('asks')]
    const options = { spawner: 'fast' }
    await Promise.all(users.map((user) => fresh.servers.start(user, { options })))
    const start = 'POST /users/{user}/server'
    expect(sent).toEqual(['GET /', start, start])
    for (const user of users) await untilReady(user)
  })
})
