import type { Scene } from '../scene.ts'

const bodies: readonly unknown[] = [
  undefined,
  {},
  { note: 'a note' },
  { note: 5 },
  { expires_in: 3600 },
  { expires_in: 0 },
  { expires_in: -1 },
  { expires_in: '60' },
  { expires_in: 600.5 },
  { expires_in: null },
  { scopes: ['read:users!user=ada'] },
  { scopes: ['self'] },
  { scopes: [] },
  { scopes: ['no-such-scope'] },
  { scopes: ['admin:users'] },
  { scopes: 'read:users' },
  { roles: ['user'] },
  { roles: [] },
  { roles: ['no-such-role'] },
  { roles: ['admin'] },
  { roles: 'user' },
  { username: 'ada' },
  { auth: { username: 'ada', password: 'wrong' } },
  { bogus: true },
]

/** Tokens: made for oneself and others, looked at, used, revoked. */
export async function askTokens({ ask, askAll, atLeast }: Scene): Promise<void> {
  const made: { id: string; token: string }[] = []
  for (const body of bodies) {
    for (const who of ['root', 'user:ada', 'minter-ada']) {
      const { status, text } = await ask(who, 'POST', '/users/ada/tokens', body)
      if (status < 300) made.push(JSON.parse(text) as { id: string; token: string })
    }
  }
  for (const { id, token } of made.slice(0, 30)) {
    await ask('root', 'GET', `/users/ada/tokens/${id}`)
    await ask(token, 'GET', '/user')
  }
  const [first = { id: 'a0', token: 'none' }, second = first, third = first] = made
  await askAll([
    ['root', 'GET', '/users/ada/tokens'],
    ['user:ada', 'GET', '/users/ada/tokens'],
    ['user:ada', 'GET', '/users/admin/tokens'],
    ['user:admin', 'GET', '/users/ada/tokens'],
    ['root', 'GET', `/users/b%40x.org/tokens/${first.id}`],
    ['root', 'GET', '/users/ada/tokens/x'],
    ['root', 'GET', '/users/ada/tokens/a'],
    ['root', 'GET', '/users/ada/tokens/1'],
    ['root', 'GET', '/users/ada/tokens/'],
    ['root', 'DELETE', '/users/ada/tokens/'],
    ['root', 'DELETE', `/users/ada/tokens/${first.id}`],
    ['root', 'DELETE', `/users/ada/tokens/${first.id}`],
    ['root', 'GET', `/users/ada/tokens/${first.id}`],
    [first.token, 'GET', '/user'],
    [second.token, 'DELETE', `/users/ada/tokens/${second.id}`],
    [second.token, 'GET', '/user'],
    ['root', 'GET', `/authorizations/token/${third.token}`],
    ['nobody', 'GET', `/authorizations/token/${third.token}`],
    [null, 'GET', `/authorizations/token/${third.token}`],
    [null, 'GET', '/user', undefined, { authorization: `Bearer ${third.token}` }],
    [null, 'GET', '/user', undefined, { authorization: `bearer ${third.token}` }],
    [null, 'GET', '/user', undefined, { authorization: `Basic ${third.token}` }],
    [null, 'GET', '/user', undefined, { authorization: third.token }],
    [null, 'GET', `/user?token=${third.token}`],
    [null, 'POST', '/users/ada/tokens', { username: 'ada', password: 'wrong' }],
  ])
  if (!atLeast('2.0')) await askAll(byPassword)
}

const byPassword = [
  [null, 'POST', '/authorizations/token', { username: 'ada', password: 'wrong' }],
  [null, 'POST', '/authorizations/token', {}],
  ['user:ada', 'POST', '/authorizations/token', { note: 'a note' }],
] as const
