import { describe, expect, test } from 'vitest'
import { createHub, versions } from '../src/index.ts'
import type { EmulatedHub } from '../src/index.ts'
import { routesOf } from '../src/routes.ts'
import { traitsOf } from '../src/versions.ts'

const headers = { authorization: 'token secret' }
const body = '{"x": 1}'

/** A hub where there is something of each kind. */
async function fullHub(version: string, strict: boolean): Promise<EmulatedHub> {
  const hub = createHub({
    version,
    strict,
    config: { admin_access: true },
    users: [{ name: 'admin', admin: true, token: 'secret' }, 'ada'],
    groups: [{ name: 'staff', users: ['ada'] }],
  })
  if (traitsOf(version).serviceChanges) {
    await hub.fetch('hub/api/services/culler', {
      method: 'POST',
      headers,
      body: '{"display": true}',
    })
  }
  if (traitsOf(version).shares) {
    for (const whom of ['{"user": "admin"}', '{"group": "staff"}']) {
      await hub.fetch('hub/api/shares/ada/', { method: 'POST', headers, body: whom })
    }
    await hub.fetch('hub/api/share-codes/ada/', { method: 'POST', headers, body: '{}' })
  }
  await hub.fetch('hub/api/users/ada/tokens', { method: 'POST', headers, body: '{}' })
  hub.assertUnderstood()
  return hub
}

const names = { group: 'staff', service: 'culler', server: '', 'server?': '', id: 'a2' }

const namesIn = (path: string): Record<string, string> => ({
  ...names,
  user: path.includes('/shared/') ? 'admin' : 'ada',
  owner: 'ada',
  'id?': 'a2',
})

describe.each(versions)('hub %s, strictly', (version) => {
  const changes = routesOf(traitsOf(version)).filter(
    ({ method }) => !['GET', 'HEAD'].includes(method),
  )

  test.each(changes.map(({ method, path, bodiless = false }) => [method, path, bodiless] as const))(
    '%s %s: bodiless %j',
    async (method, path, bodiless) => {
      const known = namesIn(path)
      const place = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => known[name] ?? 'x')
      const easy = await fullHub(version, false)
      await easy.fetch(place.slice(1), { method, headers, body })
      const { status, unread } = easy.requests.at(-1) ?? {}
      // What does something, and looks at no body, says so, and the other way round.
      const isUnread = unread === true && (status ?? 500) < 300
      expect([place, isUnread && !bodiless, bodiless && !isUnread]).toEqual([place, false, false])
      const strict = await fullHub(version, true)
      const before = summaryOf(strict)
      const answer = await strict.fetch(place.slice(1), { method, headers, body })
      expect([answer.status === 501, strict.requests.at(-1)?.unread]).toEqual([bodiless, bodiless])
      expect(bodiless ? summaryOf(strict) : before).toEqual(before)
    },
  )
})

function summaryOf({ state }: EmulatedHub): unknown {
  const { users, groups, services, shares, shareCodes } = state
  const admin = users.get('admin')
  const sizes = [users, groups, services].map(({ size }) => size)
  const tokens = users.all.map((user) => user.tokens.size)
  const used = [...(admin?.tokens ?? [])].map(({ lastActivity }) => lastActivity)
  return [sizes, tokens, used.length, shares.all.length, shareCodes.all.length]
}

describe('a server’s own API, strictly', () => {
  async function running(strict = true): Promise<EmulatedHub> {
    const hub = createHub({ strict, users: [{ name: 'ada', token: 'secret' }] })
    await hub.fetch('hub/api/users/ada/server', { method: 'POST', headers })
    return hub
  }

  test.each([
    ['GET', 'api/sessionz'],
    ['POST', 'api/kernels/x/restart'],
    ['PATCH', 'api/contents/a.txt'],
    ['DELETE', 'api/status'],
  ])('has no %s %s', async (method, path) => {
    const hub = await running()
    const init = { method, headers }
    expect((await hub.fetch(`user/ada/${path}`, init)).status).toBe(501)
    const easy = await running(false)
    await easy.fetch(`user/ada/${path}`, init)
    expect(() => easy.assertUnderstood()).toThrow(`- ${method} /user/ada/${path}`)
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'takes %s for what runs outside of it, with a body',
    async (method) => {
      const hub = await running()
      const init = { method, headers, body: '{"x": 1}' }
      expect((await hub.fetch('user/ada/proxy/8080/run', init)).status).toBe(200)
      expect(() => hub.assertUnderstood()).not.toThrow()
    },
  )

  test('reads no body where it deletes, and deletes nothing then', async () => {
    const hub = await running()
    const saved = { method: 'PUT', headers, body: '{"type": "file", "content": "x"}' }
    expect((await hub.fetch('user/ada/api/contents/a.txt', saved)).status).toBe(201)
    const deletion = { method: 'DELETE', headers, body: '{"x": 1}' }
    expect((await hub.fetch('user/ada/api/contents/a.txt', deletion)).status).toBe(501)
    expect(hub.requests.at(-1)).toMatchObject({ status: 501, known: true, unread: true })
    expect((await hub.fetch('user/ada/api/contents/a.txt', { headers })).status).toBe(200)
  })

  test('has pages, kernels, files and a status', async () => {
    const hub = await running()
    for (const path of ['lab', 'api/kernels', 'api/contents', 'api/contents/', 'api/status', '']) {
      expect([path, (await hub.fetch(`user/ada/${path}`, { headers })).status]).toEqual([path, 200])
    }
  })
})

describe('OPTIONS, strictly', () => {
  const options = { method: 'OPTIONS' }

  test('is understood where the API has something', async () => {
    const hub = createHub({ strict: true, users: ['ada'] })
    expect((await hub.fetch('hub/api/users/ada', options)).status).toBe(200)
    hub.faults.add({ path: '/hub/api/users/{user}', trouble: { status: 502 } })
    expect((await hub.fetch('hub/api/users/ada', options)).status).toBe(502)
    expect(() => hub.assertUnderstood()).not.toThrow()
  })

  test.each(['hub/api/userz', 'hub/home', 'hub/api/oauth2/authorize'])(
    'is not where it has nothing, as at %s',
    async (path) => {
      const hub = createHub({ strict: true })
      expect((await hub.fetch(path, options)).status).toBe(501)
    },
  )
})
