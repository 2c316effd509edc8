import { assertType, describe, expectTypeOf, test } from 'vitest'
import { JupyterHub, NotFoundError } from '../src/index.ts'
import type {
  CallOptions,
  Fetch,
  Group,
  Identity,
  NewToken,
  Paginated,
  ProgressEvent,
  Scope,
  Server,
  Share,
  User,
} from '../src/index.ts'

/** What compiles, or must not; never called. */
type Program = (hub: JupyterHub) => unknown

// The compiler checks this file (npm run typecheck); at run time there is nothing to do.
describe('scopes', () => {
  test('are those of the hub, with one filter or none', () => {
    expectTypeOf<'servers!user=ada'>().toExtend<Scope>()
    expectTypeOf<'access:servers!server=ada/lab'>().toExtend<Scope>()
    expectTypeOf<'access:servers!server=ada/'>().toExtend<Scope>()
    expectTypeOf<'read:users!group=staff'>().toExtend<Scope>()
    expectTypeOf<'access:services!service=grader'>().toExtend<Scope>()
    expectTypeOf<'users:activity!user'>().toExtend<Scope>()
    expectTypeOf<'custom:x'>().toExtend<Scope>()
    expectTypeOf<'self' | 'inherit' | '(no_scope)'>().toExtend<Scope>()
  })

  test('that do not exist do not compile', () => {
    expectTypeOf<'read:user'>().not.toExtend<Scope>()
    expectTypeOf<'server'>().not.toExtend<Scope>()
    expectTypeOf<'servers!users=ada'>().not.toExtend<Scope>()
    expectTypeOf<'servers!server=ada'>().not.toExtend<Scope>()
    expectTypeOf<'customs:x'>().not.toExtend<Scope>()
    expectTypeOf<string>().not.toExtend<Scope>()
    assertType<Program[]>([
      (hub) => hub.tokens.create('ada', { scopes: ['read:users', 'custom:x'] }),
      // @ts-expect-error - a letter is missing
      (hub) => hub.tokens.create('ada', { scopes: ['read:user'] }),
      // @ts-expect-error - there is no such filter
      (hub) => hub.shares.grant('ada', '', { user: 'b', scopes: ['access:servers!name=x'] }),
    ])
  })
})

describe('options', () => {
  test('that exist compile', () => {
    assertType<Program[]>([
      () => new JupyterHub({ url: 'https://h', token: async () => 't', retries: 0 }),
      () => new JupyterHub({ url: 'https://h', token: null, headers: { a: null } }),
      (hub) => hub.with({ timeout: 5, token: 'other' }),
      (hub) => hub.users.list({ state: 'ready', sort: '-name', limit: 5, timeout: 1 }),
      (hub) => hub.users.list({ state: 'ready' }, { signal: AbortSignal.abort() }),
      (hub) => hub.servers.start('ada', { options: { profile: 'gpu' } }, { retries: 0 }),
      (hub) => hub.shareCodes.revoke('ada', '', { id: 'sc_1' }),
      (hub) => hub.shares.grant('ada', '', { group: 'staff' }),
      (hub) => hub.request<{ n: number }>({ path: '/x', query: { all: true, n: 5 } }),
    ])
  })

  test('that are misspelt do not compile', () => {
    assertType<Program[]>([
      // @ts-expect-error - retries
      () => new JupyterHub({ url: 'https://h', token: 't', retry: 0 }),
      // @ts-expect-error - the token is missing: null says that none is meant
      () => new JupyterHub({ url: 'https://h' }),
      // @ts-expect-error - a hub's signal would end all of its calls
      () => new JupyterHub({ url: 'https://h', token: 't', signal: AbortSignal.abort() }),
      // @ts-expect-error - another URL is another hub
      (hub) => hub.with({ url: 'https://other' }),
      // @ts-expect-error - signal
      (hub) => hub.whoami({ abortSignal: AbortSignal.abort() }),
      // @ts-expect-error - expires_in
      (hub) => hub.tokens.create('ada', { expiresIn: 60 }),
      // @ts-expect-error - the hub replaces nothing by an empty list of groups here
      (hub) => hub.users.update('ada', { groups: [] }),
      // @ts-expect-error - options
      (hub) => hub.servers.start('ada', { user_options: {} }),
      // @ts-expect-error - max
      (hub) => hub.users.list().toArray({ limit: 5 }),
      // @ts-expect-error - query
      (hub) => hub.request({ path: '/x', params: {} }),
    ])
  })

  test('of the wrong kind do not compile', () => {
    assertType<Program[]>([
      // @ts-expect-error - there is no such state
      (hub) => hub.users.list({ state: 'running' }),
      // @ts-expect-error - there is no such order
      (hub) => hub.users.list({ sort: 'created' }),
      // @ts-expect-error - groups have no states
      (hub) => hub.groups.list({ state: 'active' }),
      // @ts-expect-error - services come on one page
      (hub) => hub.services.list({ limit: 5 }),
      // @ts-expect-error - each letter would be a user
      (hub) => hub.users.createMany('ada'),
      // @ts-expect-error - either id or code
      (hub) => hub.shareCodes.revoke('ada', '', { id: 'sc_1', code: 'x' }),
      // @ts-expect-error - either id or code, or all codes would go
      (hub) => hub.shareCodes.revoke('ada', '', {}),
      // @ts-expect-error - either user or group
      (hub) => hub.shares.grant('ada', '', { user: 'a', group: 'b' }),
      // @ts-expect-error - a stream has no end that could be known
      (hub) => hub.servers.progress('ada', '', { totalTimeout: 5 }),
      // @ts-expect-error - the hub wants a number
      (hub) => hub.tokens.create('ada', { expires_in: '60' }),
      // @ts-expect-error - a name is needed
      (hub) => hub.servers.remove('ada'),
    ])
  })
})

describe('what calls give', () => {
  test('is typed by the hub’s models', () => {
    expectTypeOf<JupyterHub['users']['get']>().returns.resolves.toEqualTypeOf<User>()
    expectTypeOf<JupyterHub['users']['list']>().returns.toEqualTypeOf<Paginated<User>>()
    expectTypeOf<JupyterHub['servers']['list']>().returns.toEqualTypeOf<Paginated<Server>>()
    expectTypeOf<JupyterHub['groups']['createMany']>().returns.resolves.toEqualTypeOf<Group[]>()
    expectTypeOf<JupyterHub['tokens']['create']>().returns.resolves.toEqualTypeOf<NewToken>()
    expectTypeOf<JupyterHub['shares']['revoke']>().returns.resolves.toEqualTypeOf<Share | null>()
    expectTypeOf<JupyterHub['whoami']>().returns.resolves.toEqualTypeOf<Identity>()
    expectTypeOf<JupyterHub['users']['delete']>().returns.resolves.toEqualTypeOf<void>()
    expectTypeOf<JupyterHub['servers']['progress']>().returns.toExtend<
      AsyncIterable<ProgressEvent>
    >()
    expectTypeOf<Paginated<User>['first']>().returns.resolves.toEqualTypeOf<User | undefined>()
  })

  test('may lack what a token’s scopes do not cover', () => {
    expectTypeOf<User['admin']>().toEqualTypeOf<boolean | undefined>()
    expectTypeOf<User['name']>().toEqualTypeOf<string>()
    expectTypeOf<'anything new'>().toExtend<NonNullable<Server['pending']>>()
  })

  test('is known by the kind of its error', () => {
    const error: unknown = undefined
    if (NotFoundError.isInstance(error)) expectTypeOf(error).toEqualTypeOf<NotFoundError>()
    expectTypeOf<NotFoundError['status']>().toEqualTypeOf<number>()
  })

  test('can be had through any fetch of the usual shape', () => {
    expectTypeOf<typeof globalThis.fetch>().toExtend<Fetch>()
    expectTypeOf<CallOptions['signal']>().toEqualTypeOf<AbortSignal | undefined>()
  })
})
