import { describe, expect, test } from 'vitest'
import {
  describeScope,
  expandScopes,
  HubConfigError,
  intersectScopes,
  parseScope,
  printScope,
} from '../src/index.ts'
import { scopeNames, things } from './support/scope-names.ts'

describe('a scope in parts', () => {
  test.each([
    ['servers', { base: 'servers' }],
    ['servers!user', { base: 'servers', filter: 'user' }],
    ['servers!user=ada', { base: 'servers', filter: 'user', value: 'ada' }],
    ['servers!server=ada/', { base: 'servers', filter: 'server', value: 'ada/' }],
    ['groups!group=a!b=c', { base: 'groups', filter: 'group', value: 'a!b=c' }],
    ['users!user==', { base: 'users', filter: 'user', value: '=' }],
    ['users!user=\n', { base: 'users', filter: 'user', value: '\n' }],
    ['custom:lab:read!new=x', { base: 'custom:lab:read', filter: 'new', value: 'x' }],
    ['(no_scope)', { base: '(no_scope)' }],
  ])('is read and written: %j', (scope, parts) => {
    expect(parseScope(scope)).toEqual(parts)
    expect(printScope(parts)).toBe(scope)
  })

  test.each(['', '!', '!user=ada', 'users!', 'users!=ada', 'users!user='])(
    'is not to be had from %j',
    (scope) => {
      expect(() => parseScope(scope)).toThrow(HubConfigError)
    },
  )
})

describe('scopes expanded', () => {
  test('hold what is within them, with their filter', () => {
    expect(expandScopes(['servers!user=ada'], { version: '5.5.1' })).toEqual([
      'delete:servers!user=ada',
      'read:servers!user=ada',
      'read:users:name!user=ada',
      'servers!user=ada',
    ])
    expect(expandScopes(['servers!user=ada'])).toContain('start:servers!user=ada')
  })

  test('leave out what one without filter covers', () => {
    expect(expandScopes(['read:users:name!user=ada', 'list:users'])).toEqual([
      'list:users',
      'read:users:name',
    ])
  })

  test('leave out what the hub does not know', () => {
    expect(expandScopes(['shares', 'proxy'], { version: '4.1.6' })).toEqual(['proxy'])
    expect(expandScopes(['read:metrics'], { version: '2.0.2' })).toEqual([])
  })

  test('keep what is in no table, and what only the hub can tell', () => {
    const scopes = ['custom:lab:read!user=ada', 'inherit', 'new:things']
    expect(expandScopes(scopes)).toEqual(scopes)
  })

  test('keep a filter for a server to servers', () => {
    expect(expandScopes(['read:servers!server=ada/lab'], { version: '3.0.0' })).toEqual([
      'read:servers!server=ada/lab',
    ])
    // Hub 2.x does not, and lets see whose server it is.
    expect(expandScopes(['read:servers!server=ada/lab'], { version: '2.3.1' })).toEqual([
      'read:servers!server=ada/lab',
      'read:users:name!server=ada/lab',
      'read:users:name!user=ada',
    ])
  })

  test('put a user in the place of oneself', () => {
    expect(expandScopes(['tokens!user'], { user: 'ada' })).toEqual([
      'read:tokens!user=ada',
      'tokens!user=ada',
    ])
    expect(expandScopes(['tokens!user', 'self'])).toEqual([])
    const own = expandScopes(['self'], { user: 'ada', version: '4.1.6' })
    expect(own).toContain('delete:servers!user=ada')
    expect(own.every((scope) => scope.endsWith('!user=ada'))).toBe(true)
    expect(own.some((scope) => scope.includes('shares'))).toBe(false)
  })

  test('are none for none', () => {
    expect(expandScopes(['(no_scope)'])).toEqual([])
    expect(expandScopes([])).toEqual([])
  })
})

describe('what two sets of scopes have in common', () => {
  test.each([
    [['read:users'], ['read:users:name!user=ada'], ['read:users:name!user=ada']],
    [
      ['access:servers!user=ada'],
      ['access:servers!server=ada/lab'],
      ['access:servers!server=ada/lab'],
    ],
    [['access:servers!user=ad'], ['access:servers!server=ada'], []],
    [['access:servers!user=ada'], ['access:servers!user=bob'], []],
    [['access:servers!group=staff'], ['access:servers!user=ada'], []],
    [['proxy'], ['shutdown'], []],
  ])('%j and %j: %j', (some, others, common) => {
    expect(intersectScopes(some, others)).toEqual(common)
    expect(intersectScopes(others, some)).toEqual(common)
  })
})

describe('a scope in words', () => {
  test.each(scopeNames)('%s', (scope) => {
    const said = describeScope(scope)
    expect(said).toMatch(/^[a-z][^{}]*$/)
    expect(said).not.toContain('what this hub means')
  })

  const filters = {
    users: { 'user=ada': 'the user "ada"', 'group=staff': 'the users in the group "staff"' },
    servers: {
      'user=ada': 'the servers of the user "ada"',
      'group=staff': 'the servers of the users in the group "staff"',
      'server=ada/lab': 'the server "lab" of the user "ada"',
      'server=ada/': 'the default server of the user "ada"',
    },
    groups: { 'group=staff': 'the group "staff"' },
    services: { 'service=web': 'the service "web"' },
    hub: {},
  }
  const narrowed = scopeNames.flatMap((scope) =>
    Object.entries(filters[things[scope]]).map(
      ([filter, words]) => [`${scope}!${filter}`, words] as const,
    ),
  )

  test.each(narrowed)('%s', (scope, words) => {
    expect(describeScope(scope)).toContain(words)
  })

  const odd = scopeNames.flatMap((scope) =>
    ['user=ada', 'group=staff', 'server=ada/lab', 'service=web', 'user', 'server', 'service'].map(
      (filter) => `${scope}!${filter}`,
    ),
  )

  test('says something of every filter, even where it makes no sense', () => {
    for (const scope of odd) expect(describeScope(scope)).toMatch(/^[a-z][^{}]*$/)
  })
})
