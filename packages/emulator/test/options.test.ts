import { createHub } from 'jupyterhub-emulator'
import { describe, expect, test } from 'vitest'

/** As programs call it that no compiler has looked at. */
const make = createHub as (options: unknown) => ReturnType<typeof createHub>

describe('what would do nothing in silence is an error', () => {
  test.each([
    [{ user: ['ada'] }, 'createHub has no "user", only version, baseUrl, users'],
    [{ config: { named_servers: true } }, 'config has no "named_servers", only'],
    [{ users: [{ name: 'ada', amin: true }] }, 'a user has no "amin", only name, admin'],
    [{ users: [{ admin: true }] }, 'a user needs a name'],
    [{ users: ['ada', { name: 'ada' }] }, 'the user "ada" is given twice'],
    [{ groups: [{ name: 'staff', user: [] }] }, 'a group has no "user", only'],
    [{ services: [{ name: 'culler', token: 'x' }] }, 'a service has no "token", only'],
    [{ roles: [{ name: 'r', scope: [] }] }, 'a role has no "scope", only'],
    [
      { roles: [{ name: 'r', scopes: ['read:user'] }] },
      'the role "r" has the scope "read:user": hub 6.0.1 knows only (no_scope), self, inherit, admin-ui',
    ],
    [
      { version: '4.1', roles: [{ name: 'r', scopes: ['shares!user'] }] },
      'the role "r" has the scope "shares!user": hub 4.1.6 knows only',
    ],
    [
      { roles: [{ name: 'r', scopes: [], groups: ['staf'] }], groups: [{ name: 'staff' }] },
      'the role "r" is for the group "staf", and there are only: "staff"',
    ],
    [
      { roles: [{ name: 'r', scopes: [], services: ['culler'] }] },
      'the role "r" is for the service "culler", and there are only: none',
    ],
    [
      {
        users: [{ name: 'ada', token: 'x' }],
        services: [{ name: 'culler', api_token: 'x' }],
      },
      '"culler" has the token that "ada" has, too',
    ],
  ])('%j', (options, words) => {
    expect(() => make(options)).toThrow(words)
  })

  test.each([
    [{}, 'a trouble is one of "bad gateway", "reset", "lost answer", "buffering", status'],
    [{ trouble: 'bogus' }, 'a trouble is one of'],
    [{ trouble: { dripp: 3 } }, 'a trouble is one of'],
    [{ trouble: { status: 503, header: {} } }, 'the trouble "status" has no "header"'],
    [{ trouble: { status: 99 } }, '"status" of a trouble is a number from 200 to 599'],
    [{ trouble: { drip: 8 } }, '"every" of a trouble is a number from 0 on'],
    [{ trouble: { drip: 0, every: 100 } }, '"drip" of a trouble is a number from 1 on'],
    [{ trouble: { delay: '5' } }, '"delay" of a trouble is a number'],
    [{ trouble: 'reset', paths: '/hub/api/users' }, 'a fault has no "paths"'],
    [{ trouble: 'reset', method: 'delete' }, 'is like "DELETE", not "delete"'],
    [{ trouble: 'reset', times: 0 }, 'a fault meets at least one request'],
    [
      { trouble: 'reset', path: '/users/{user}/server' },
      'the hub has nothing at "/users/{user}/server": a path is like "/hub/api/users/{user}/server"',
    ],
    [{ trouble: 'reset', path: '/hub/api/user/{user}/server' }, 'the hub has nothing at'],
  ])('a fault: %j', (fault, words) => {
    const { faults } = createHub()
    expect(() => faults.add(fault as Parameters<typeof faults.add>[0])).toThrow(words)
    expect(faults.left).toEqual([])
  })

  test('a fault of what only newer hubs have', () => {
    const fault = { trouble: 'reset', path: '/hub/api/shares/{owner}' } as const
    expect(createHub({ version: '5.5' }).faults.add(fault).met).toBe(0)
    expect(() => createHub({ version: '4.1' }).faults.add(fault)).toThrow('the hub has nothing at')
  })

  test('a fault of all that is below a path, and of what runs behind the hub', () => {
    const { faults } = createHub()
    faults.add({ trouble: 'reset', path: '/hub/api/users/{path*}' })
    faults.add({ trouble: 'reset', path: '/user/{user}/api/status' })
    expect(faults.left).toHaveLength(2)
  })
})

test.each(['pfx', '/pfx', 'pfx/', '/pfx/', '//pfx//'])('the base URL %j', async (baseUrl) => {
  const hub = createHub({ baseUrl })
  expect(hub.url).toBe('http://hub.example/pfx/')
  expect((await hub.fetch(`${hub.url}hub/api/`)).status).toBe(200)
})

describe('an error of a function of the program’s own', () => {
  test('rejects what was asked for, and leaves no server half started', async () => {
    const bug = new Error('my bug')
    let broken = true
    const hub = createHub({
      users: [{ name: 'admin', admin: true, token: 'secret' }],
      spawner: () => {
        if (broken) throw bug
        return []
      },
    })
    const start = (): Promise<Response> =>
      hub.fetch(`${hub.url}hub/api/users/admin/server`, {
        method: 'POST',
        headers: { authorization: 'token secret' },
      })
    await expect(start()).rejects.toBe(bug)
    broken = false
    expect((await start()).status).toBe(201)
  })

  test('of refreshUser, too', async () => {
    const bug = new Error('my bug')
    const hub = createHub({
      users: [{ name: 'admin', admin: true, token: 'secret' }],
      refreshUser: () => {
        throw bug
      },
    })
    const headers = { authorization: 'token secret' }
    await expect(hub.fetch(`${hub.url}hub/api/user`, { headers })).rejects.toBe(bug)
  })
})
