import { describe, expect, test } from 'vitest'
import { remedyByScopes } from '../src/access/remedy.ts'
import {
  canDo,
  describeScope,
  expandScopes,
  ForbiddenError,
  HubConfigError,
  HubError,
  intersectScopes,
  scopesFor,
  UnsupportedError,
} from '../src/index.ts'
import type { Identity } from '../src/index.ts'
import { failure, thrown } from './support/failure.ts'
import { apiUrl, canary, fakeHub, hubError, json } from './support/fake-hub.ts'

const headers = { 'x-jupyterhub-version': '6.0.1' }
const holder = (...scopes: string[]): Identity => ({ kind: 'user', name: 'bob', scopes })
const server = 'POST /users/{user}/servers/{server}'

describe('a name that is left out', () => {
  test('gives a token no power over all', async () => {
    const { hub, sent } = fakeHub(() => json({ version: '6.0.1' }, { headers }))
    const ask = hub.tokens.createFor('ada', ['POST /groups/{group}/users'])
    expect((await failure(HubConfigError, ask)).message).toContain('give group in target')
    expect(sent).toEqual([])
  })

  test.each([
    [{}, 'start:servers!user=ada'],
    [{ server: 'lab' }, 'start:servers!server=ada/lab'],
    [{ user: undefined }, 'start:servers!user=ada'],
    [{ group: 'staff' }, 'start:servers!group=staff'],
  ])('means the owner of the token: %j', async (target, scope) => {
    const { hub, sent } = fakeHub(({ method }) =>
      method === 'GET'
        ? json({ version: '6.0.1' }, { headers })
        : json({ id: 'a1', scopes: [scope] }, { headers }),
    )
    await hub.tokens.createFor('ada', [server], { target })
    expect(JSON.parse(sent.at(-1)?.body ?? '')).toEqual({ scopes: [scope] })
  })

  test('is not taken for the default server', () => {
    const version = '6.0.1'
    const lab = holder('start:servers!server=ada/lab')
    expect(canDo(lab, server, { user: 'ada' }, { version })).toBe('maybe')
    expect(canDo(lab, server, { user: 'grace' }, { version })).toBe('no')
    expect(canDo(lab, server, { user: 'ada', server: '' }, { version })).toBe('no')
    expect(scopesFor([server], { user: 'ada' })).toEqual(['start:servers!user=ada'])
    expect(scopesFor([server], { user: 'ada', server: '' })).toEqual(['start:servers!server=ada/'])
  })

  test('is not made up for by the other where a path has both', () => {
    const shared = 'GET /users/{user}/shared/{owner}/{server}'
    expect(scopesFor([shared], { owner: 'bob' })).toEqual(['read:users:shares'])
    expect(scopesFor(['GET /shares/{owner}'], { user: 'bob' })).toEqual(['read:shares!user=bob'])
  })
})

describe('what does not exist', () => {
  test.each<[string, () => unknown, string]>([
    ['an operation', () => canDo(holder(), 'GET /usr' as never), 'no operation "GET /usr"'],
    ['one of several', () => scopesFor(['GET /usr' as never]), 'no operation "GET /usr"'],
    ['a key of a target', () => scopesFor([server], { username: 'ada' } as never), '"username"'],
    ['the same', () => canDo(holder(), server, { username: 'ada' } as never), '"username"'],
  ])('is refused: %s', (_, call, words) => {
    expect(thrown(HubConfigError, call).message).toContain(words)
  })

  test('on the hub needs no scope, and is refused', () => {
    const call = () => scopesFor(['GET /shares/{owner}'], { owner: 'a' }, { version: '4.1.6' })
    expect(thrown(UnsupportedError, call).needs).toBe('5.0')
  })
})

describe('what a newer hub may say', () => {
  test('is no error', async () => {
    expect(expandScopes(['new:thing!', '!', 'read:hub'])).toEqual(['!', 'new:thing!', 'read:hub'])
    expect(canDo(holder('new:thing!', 'read:hub'), 'GET /info')).toBe('yes')
    expect(describeScope('constructor')).toBe('what this hub means by "constructor"')
    const { hub } = fakeHub(({ method }) =>
      method === 'GET'
        ? json({ version: '9.0' }, { headers: { 'x-jupyterhub-version': '9.0' } })
        : json({ id: 'a1', scopes: ['new:thing!', 'read:users:name!user=ada'] }),
    )
    expect(await hub.tokens.createFor('ada', ['GET /users/{user}'])).toMatchObject({ id: 'a1' })
  })

  test('is all that the owner may do, where a token inherits it', () => {
    expect(intersectScopes(['inherit'], ['read:hub', 'proxy'])).toEqual(['proxy', 'read:hub'])
  })
})

test('a token that may still exist is not called revoked', async () => {
  const masked = 'No access to resources or resources not found'
  const { hub } = fakeHub(({ method }) => {
    if (method === 'DELETE') return hubError(404, masked, headers)
    return method === 'GET'
      ? json({ version: '6.0.1' }, { headers })
      : json({ id: 'a1', scopes: ['servers'] }, { headers })
  })
  const error = await failure(HubError, hub.tokens.createFor('ada', ['GET /users/{user}']))
  expect(error).toMatchObject({ code: 'excessive_token' })
  expect(error.message).toContain('could not be revoked')
})

test('a token given to `with` takes the place of a header that says who asks', async () => {
  const { hub, sent } = fakeHub(() => json({}), {
    token: null,
    headers: { Authorization: 'token of-somebody-else', Cookie: 'a=b' },
  })
  await hub.with({ token: canary }).whoami()
  expect(sent[0]?.headers.get('authorization')).toBe(`token ${canary}`)
  expect(sent[0]?.headers.get('cookie')).toBe(null)
})

test('an explanation waits for no token function that hangs longer than its clocks allow', async () => {
  const error = new ForbiddenError('no', {
    method: 'GET',
    path: '/users',
    url: `${apiUrl}/users`,
    attempts: 1,
    status: 403,
  })
  const { hub } = fakeHub(() => json({}), { token: () => new Promise(() => {}), retries: 0 })
  expect(await failure(HubError, hub.explain(error, { timeout: 20 }))).toMatchObject({
    code: 'timeout',
  })
})

test('roles of one owner, or of owners that look alike, do not share a name', () => {
  const nameOf = (owner: string, scope: string): string => {
    const { config } = remedyByScopes({ kind: 'service', name: owner }, [scope])
    return /"name": "([^"]+)"/.exec(config ?? '')?.[1] ?? ''
  }
  const names = [
    nameOf('canary', 'read:users:name!user=ada'),
    nameOf('canary', 'read:users:name!user=grace'),
    nameOf('g h', 'proxy'),
    nameOf('g-h', 'proxy'),
    nameOf('空', 'proxy'),
    nameOf('x'.repeat(400), 'proxy'),
  ]
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{1,253}[a-z0-9]$/)
})

// As of an environment variable that is not set: the other token may be all-powerful.
test('a token that is undefined does not leave the hub its own', () => {
  const { hub } = fakeHub(() => json({}))
  const call = () => hub.with({ token: undefined } as never)
  expect(thrown(HubConfigError, call).message).toContain('the token is undefined')
})

test('what older hubs alone have is up to the version', () => {
  expect(canDo(holder(), 'POST /authorizations/token')).toBe('maybe')
  expect(canDo(holder(), 'POST /authorizations/token', {}, { version: '6.0.1' })).toBe('no')
})
