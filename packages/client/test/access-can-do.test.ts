import { describe, expect, test } from 'vitest'
import { canDo } from '../src/index.ts'
import type { Identity, OperationId, OperationTarget, Service, User } from '../src/index.ts'

const versions = ['2.3.1', '3.1.1', '4.1.6', '5.0.0', '5.5.1', '6.0.1', undefined]

function user(scopes?: readonly string[], more: Partial<User> = {}): Identity {
  const identity: User = { kind: 'user', name: 'grace', admin: false, groups: [], ...more }
  return scopes === undefined ? identity : { ...identity, scopes }
}

function service(scopes?: readonly string[], more: Partial<Service> = {}): Identity {
  const identity = { kind: 'service', name: 'web', admin: false, ...more } as const
  return scopes === undefined ? identity : { ...identity, scopes }
}

/** The answers for each version, in a line. */
function answers(identity: Identity, id: OperationId, target: OperationTarget = {}): string {
  return versions.map((version) => canDo(identity, id, target, { version })).join(' ')
}

describe('what a token may do', () => {
  test('is said of metrics whatever the scope is narrowed to', () => {
    const verdicts = answers(user(['read:metrics!user=ada']), 'GET /metrics')
    expect(verdicts).toBe('yes yes yes yes yes yes yes')
  })

  test('needs a scope without filter where nothing has a name, since 5.5.1', () => {
    const verdicts = answers(user(['admin:users!user=ada']), 'POST /users')
    expect(verdicts).toBe('yes yes yes yes no no maybe')
  })

  test('hangs on the first scope that is held, before 5.0', () => {
    const both = user(['read:users:name!user=grace', 'read:roles:users'])
    expect(answers(both, 'GET /users/{user}', { user: 'ada' })).toBe('no no no yes yes yes maybe')
    expect(answers(both, 'GET /users/{user}', { user: 'grace' })).toBe(
      'yes yes yes yes yes yes yes',
    )
  })

  test('is, for a service that makes tokens, a matter of names of services on older hubs', () => {
    const releases = ['5.5.2', '5.5.3', '6.0.1', '6.1.0', undefined]
    const ask = (scope: string): string =>
      releases
        .map((version) =>
          canDo(
            service([scope]),
            'POST /users/{user}/tokens',
            { user: 'ada', groups: ['staff'] },
            { version },
          ),
        )
        .join(' ')
    expect(ask('tokens')).toBe('yes yes yes yes yes')
    expect(ask('tokens!user=ada')).toBe('no yes no yes maybe')
    expect(ask('tokens!group=staff')).toBe('no yes no yes maybe')
    expect(ask('tokens!service=ada')).toBe('yes no yes no maybe')
    expect(ask('tokens!service=web')).toBe('no no no no no')
  })

  test('reaches the members of a group, if they are known', () => {
    const ask = (target: OperationTarget): string =>
      canDo(user(['servers!group=staff']), 'DELETE /users/{user}/server', target)
    expect(ask({ user: 'ada' })).toBe('no')
    const reader = user(['delete:servers!group=staff'])
    const stop = (target: OperationTarget): string =>
      canDo(reader, 'DELETE /users/{user}/server', target)
    expect(stop({ user: 'ada' })).toBe('maybe')
    expect(stop({ user: 'ada', groups: ['staff', 'x'] })).toBe('yes')
    expect(stop({ user: 'ada', groups: ['x'] })).toBe('no')
    // A token says which groups its own user is in.
    expect(stop({ user: 'grace' })).toBe('no')
  })

  test('does not reach admins for those who are none, where hubs guard them', () => {
    const change = (who: Identity, admin?: boolean): string =>
      answers(who, 'PATCH /users/{user}', { user: 'ada', admin })
    expect(change(user(['admin:users']), true)).toBe('yes yes no yes no no maybe')
    expect(change(user(['admin:users']), false)).toBe('yes yes yes yes yes yes yes')
    expect(change(user(['admin:users']))).toBe('yes yes maybe yes maybe maybe maybe')
    expect(change(user(['admin:users'], { admin: true }), true)).toBe('yes yes yes yes yes yes yes')
  })

  test('includes sharing only with those whose names it may see', () => {
    const share = (scopes: string[], target: OperationTarget = {}): string =>
      canDo(
        user(scopes),
        'POST /shares/{owner}/{server}',
        { owner: 'ada', server: 'lab', ...target },
        { version: '6.0.1' },
      )
    const withBob = { shareWith: { user: 'bob' } }
    expect(share(['shares!server=ada/lab'], withBob)).toBe('no')
    expect(share(['shares!server=ada/lab', 'read:users:name'], withBob)).toBe('yes')
    expect(share(['shares!server=ada/lab', 'read:users:name!user=bob'], withBob)).toBe('yes')
    expect(share(['shares!server=ada/lab', 'read:users:name!user=eve'], withBob)).toBe('no')
    expect(share(['shares!server=ada/lab', 'read:users:name'])).toBe('maybe')
    expect(share(['shares', 'read:groups:name'], { shareWith: { group: 'staff' } })).toBe('yes')
    expect(share(['shares', 'read:users:name'], { shareWith: { group: 'staff' } })).toBe('no')
  })

  test('includes what is shared of all servers with one named "None", as hubs have it', () => {
    const ask = (scope: string): string =>
      canDo(user([scope]), 'GET /shares/{owner}', { owner: 'ada' }, { version: '6.0.1' })
    expect(ask('read:shares!user=ada')).toBe('yes')
    expect(ask('read:shares!server=ada/lab')).toBe('no')
    expect(ask('read:shares!server=ada/None')).toBe('yes')
  })

  test('is nothing where the hub has no such operation', () => {
    expect(answers(user(['shares', 'read:shares']), 'GET /shares/{owner}', { owner: 'ada' })).toBe(
      'no no no yes yes yes yes',
    )
  })
})

describe('what hub 1.x lets do, which knows no scopes,', () => {
  const own: OperationId[] = [
    'GET /users/{user}',
    'POST /users/{user}/activity',
    'GET /users/{user}/tokens',
    'POST /users/{user}/tokens',
    'GET /users/{user}/tokens/{id}',
    'DELETE /users/{user}/tokens/{id}',
    'POST /users/{user}/server',
    'DELETE /users/{user}/server',
    'GET /users/{user}/server/progress',
    'POST /users/{user}/servers/{server}',
    'DELETE /users/{user}/servers/{server}',
    'GET /users/{user}/servers/{server}/progress',
  ]

  test.each(own)('to users themselves: %s', (id) => {
    expect(canDo(user(), id, { user: 'grace' })).toBe('yes')
    expect(canDo(user(), id, { user: 'ada' })).toBe('no')
    expect(canDo(service(), id, { user: 'ada' })).toBe('no')
    expect(canDo(user(undefined, { admin: true }), id, { user: 'ada' })).toBe('yes')
  })

  test.each<OperationId>([
    'GET /users',
    'POST /users',
    'PATCH /users/{user}',
    'DELETE /users/{user}',
    'GET /groups/{group}',
    'GET /services',
    'GET /info',
    'POST /shutdown',
  ])('to admins alone: %s', (id) => {
    expect(canDo(user(), id, { user: 'grace' })).toBe('no')
    expect(canDo(service(undefined, { admin: true }), id, { user: 'grace' })).toBe('yes')
  })

  test('to any token: metrics', () => {
    expect(canDo(service(), 'GET /metrics')).toBe('yes')
  })

  test('to services: to look at themselves', () => {
    expect(canDo(service(), 'GET /services/{service}', { service: 'web' })).toBe('yes')
    expect(canDo(service(), 'GET /services/{service}', { service: 'api' })).toBe('no')
    expect(canDo(user(), 'GET /services/{service}', { service: 'grace' })).toBe('no')
  })

  test('as its settings have it: access to the servers of others', () => {
    const id = 'POST /users/{user}/admin-access'
    expect(canDo(user(), id, { user: 'grace' })).toBe('no')
    expect(canDo(user(undefined, { admin: true }), id, { user: 'ada' })).toBe('maybe')
  })

  test('to nobody: what newer hubs can', () => {
    const admin = user(undefined, { admin: true })
    expect(canDo(admin, 'GET /shares/{owner}', { owner: 'ada' })).toBe('no')
    expect(canDo(admin, 'PUT /users/{user}/server', { user: 'ada' })).toBe('no')
  })
})
