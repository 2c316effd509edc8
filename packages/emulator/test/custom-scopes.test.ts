import { describe, expect, test } from 'vitest'
import { createHub } from '../src/index.ts'
import type { CustomScopes, HubOptions } from '../src/index.ts'

const custom_scopes: CustomScopes = {
  'custom:grades:read': { description: 'See grades', subscopes: ['custom:grades:list'] },
  'custom:grades:list': { description: 'See that there are grades' },
  'custom:grades:write': { description: 'Change grades', subscopes: ['custom:grades:read'] },
}

const options: HubOptions = {
  config: { custom_scopes },
  users: [
    { name: 'ada', token: 'secret' },
    { name: 'admin', admin: true, token: 'root' },
  ],
  roles: [{ name: 'graders', scopes: ['custom:grades:read!user=bob', 'self'], users: ['ada'] }],
}

describe.each(['6.0', '3.1'])('scopes of one’s own on hub %s', (version) => {
  const hub = createHub({ ...options, version })
  const ask = async (path: string, token: string, body?: object) => {
    const headers = { authorization: `token ${token}` }
    const init = { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) }
    const response = await hub.fetch(`hub/api/${path}`, init)
    const answer = (await response.json()) as { scopes?: readonly string[]; token?: string }
    return { status: response.status, ...answer }
  }
  const customOf = (scopes: readonly string[] = []) =>
    scopes.filter((one) => one.startsWith('custom:'))

  test('are had by their role, with what they include, and not by admins', async () => {
    expect(customOf((await ask('user', 'secret')).scopes).toSorted()).toEqual([
      'custom:grades:list!user=bob',
      'custom:grades:read!user=bob',
    ])
    expect(customOf((await ask('user', 'root')).scopes)).toEqual([])
  })

  test('are given to tokens of who has them, and to no others', async () => {
    const make = (scope: string) => ask('users/ada/tokens', 'secret', { scopes: [scope] })
    const made = await make('custom:grades:list!user=bob')
    expect([made.status, customOf(made.scopes)]).toEqual([201, ['custom:grades:list!user=bob']])
    expect(customOf((await ask('user', made.token ?? '')).scopes)).toEqual([
      'custom:grades:list!user=bob',
    ])
    expect((await make('custom:grades:list')).status).toBe(400)
    expect((await make('custom:grades:write!user=bob')).status).toBe(400)
  })
})

const role = { name: 'graders', scopes: ['custom:grades:read'] }

test.each<[HubOptions, string]>([
  [{ roles: [role] }, 'give it a description in config.custom_scopes'],
  [
    { roles: [role], config: { custom_scopes }, version: '2.3' },
    "hub 2.3.1 knows no scopes of one's own, which came with 3.0",
  ],
  [
    { config: { custom_scopes: { 'grades:read': { description: 'x' } } } },
    'the scope "grades:read" of config.custom_scopes has to be "custom:" and three or more',
  ],
  [
    {
      config: { custom_scopes: { 'custom:abc': { description: 'x', subscopes: ['read:users'] } } },
    },
    'the scope "custom:abc" of config.custom_scopes includes "read:users", which is not there, too',
  ],
])('%j is refused', (given, words) => {
  expect(() => createHub(given)).toThrow(words)
})

test('scopes that include each other, as hubs let pass, end', () => {
  const both: CustomScopes = {
    'custom:one': { description: '1', subscopes: ['custom:two'] },
    'custom:two': { description: '2', subscopes: ['custom:one'] },
  }
  expect(() => createHub({ config: { custom_scopes: both } })).not.toThrow()
})
