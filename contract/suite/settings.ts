import { BadRequestError, ForbiddenError, NotFoundError } from 'jupyterhub-client'
import type { JupyterHub, Page, User } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget } from '../src/fixtures.ts'
import { secondHub } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const { atLeast } = theTarget()

describe('a hub with other settings', () => {
  const other = secondHub({
    api_page_default_limit: 2,
    api_page_max_limit: 3,
    token_expires_in_max_seconds: 3600,
    load_roles: [
      { name: 'helper', scopes: ['admin:users'], users: ['ada'] },
      {
        name: 'narrow',
        scopes: ['read:users:name!user=admin', 'admin:users!user=ada'],
        users: ['e;f'],
      },
      { name: 'watcher', scopes: ['read:servers!server=ada/'], services: ['nobody'] },
      { name: 'minter', scopes: ['tokens!service=ada'], services: ['reader-ada'] },
    ],
    admin_access: true,
  })

  describe('that cuts lists to three', () => {
    const path = '/users'

    test('cuts a list that is not asked for in pages, and does not say so', async () => {
      const { json } = await other().raw({ path })
      if (atLeast('2.0')) expect(json).toHaveLength(3)
      else expect(Object(json)['length']).toBeGreaterThan(3)
    })

    test('gives two at a time if no size is asked for', async () => {
      const accept = 'application/jupyterhub-pagination+json'
      const { json } = await other().raw({ path, headers: { accept } })
      if (atLeast('2.0')) expect(json).toMatchObject({ _pagination: { limit: 2, offset: 0 } })
      else expect(Array.isArray(json)).toBe(true)
    })

    test('gives everyone to who walks on', async () => {
      const pages: Page<User>[] = []
      for await (const page of other().hub.users.list().pages()) pages.push(page)
      const names = pages.flatMap(({ items }) => items.map(({ name }) => name))
      expect(names).toEqual(expect.arrayContaining(['admin', 'ada', '漢字']))
      expect(names).toHaveLength(9)
      expect(pages.map(({ limit }) => limit)).toEqual(atLeast('2.0') ? [3, 3, 3] : [9])
      expect(await other().hub.users.list().toArray()).toHaveLength(9)
    })
  })

  describe('that lets tokens live for an hour, since 5.1', () => {
    const limited = atLeast('5.1')
    const path = '/users/c%2Bd/tokens'
    const lifetime = (expires_at: unknown): number =>
      Math.round((Date.parse(String(expires_at)) - Date.now()) / 60_000)

    test.each([{}, { expires_in: null }])('gives an hour for %j', async (request) => {
      const { expires_at } = await other().hub.tokens.create('c+d', request)
      if (limited) expect(lifetime(expires_at)).toBe(60)
      else expect(expires_at).toBe(null)
    })

    test('refuses more: 400', async () => {
      const call = other().hub.tokens.create('c+d', { expires_in: 7200 })
      if (!limited) {
        expect(lifetime((await call).expires_at)).toBe(120)
        return
      }
      const { message } = await caught(call, BadRequestError)
      expect(message).toBe('token expires_in: 7200 must not exceed 3600')
    })

    test('lets 0 through, which never expires', async () => {
      const { status, json } = await other().raw({ method: 'POST', path, body: { expires_in: 0 } })
      if (atLeast('4.1')) expect(json).toMatchObject({ expires_at: null })
      else expect(status).toBe(500)
    })
  })

  describe('where someone holds admin:users without being an admin', () => {
    /** Since then the hub looks at the flag, not at scopes. 5.0 forgot it again. */
    const guarded = atLeast('5.1') || (atLeast('4.1.6') && !atLeast('5.0'))
    const ada = () => other().as('user:ada')

    test('lets them make and change users', async () => {
      const name = other().uniqueName('helped')
      onTestFinished(() => forget(other().hub.users.delete(name)))
      if (!atLeast('2.0')) {
        await caught(ada().users.create(name), ForbiddenError)
        return
      }
      expect(await ada().users.create(name)).toMatchObject({ name, admin: false })
      expect(await ada().users.update(name, { admin: false })).toMatchObject({ admin: false })
    })

    test('keeps them from making admins: 403 since 4.1.6', async () => {
      const name = other().uniqueName('chief')
      onTestFinished(() => forget(other().hub.users.delete(name)))
      const calls = [
        () => ada().users.create(name, { admin: true }),
        () => ada().users.update('g h', { admin: true }),
        () => ada().users.createMany([`${name}s`], { admin: true }),
      ]
      for (const call of calls) {
        if (guarded) {
          const { message } = await caught(call(), ForbiddenError)
          expect(message).toBe('Only admins can grant admin permissions')
        } else if (atLeast('2.0')) {
          expect(JSON.stringify(await call())).toContain('"admin":true')
        } else {
          await caught(call(), ForbiddenError)
        }
      }
    })

    test('keeps them from changing admins: 403 since 4.1.6', async () => {
      const call = ada().users.update('admin', { auth_state: {} })
      if (!guarded && atLeast('2.0')) {
        expect(await call).toMatchObject({ name: 'admin' })
        return
      }
      const { message } = await caught(call, ForbiddenError)
      if (guarded) expect(message).toBe('Only admins can modify other admins')
    })
  })

  test('tells who may see a server whose it is, on 2.x alone', async () => {
    const { scopes = [] } = await other().as('nobody').whoami()
    const ofUser = ['read:users:name!server=ada/', 'read:users:name!user=ada']
    expect(scopes.includes('read:servers!server=ada/')).toBe(atLeast('2.0'))
    const isTold = atLeast('2.0') && !atLeast('3.0')
    expect(ofUser.map((scope) => scopes.includes(scope))).toEqual([isTold, isTold])
  })

  describe('where a service may make tokens of a service', () => {
    const make = (user: string) => other().as('reader-ada').tokens.create(user)

    test('makes them of a user of that name, too, for the hub asks what kind the caller is', async () => {
      if (atLeast('2.0')) expect(await make('ada')).toMatchObject({ user: 'ada' })
      else await caught(make('ada'), ForbiddenError)
    })

    test('makes none of others: 403', async () => {
      const { message } = await caught(make('admin'), ForbiddenError)
      if (atLeast('2.0')) expect(message).toContain('no permissions to generate tokens')
    })
  })

  describe('that has admin access switched on', () => {
    test('says yes to a request for it, which gives nothing any more', async () => {
      expect(await other().hub.users.requestAdminAccess('ada')).toBeUndefined()
    })

    test('knows no users who are not there: 404', async () => {
      await caught(other().hub.users.requestAdminAccess('nobody'), NotFoundError)
    })
  })

  describe('where someone holds scopes that are narrowed', () => {
    async function narrow(): Promise<JupyterHub> {
      const { token } = await other().hub.tokens.create('e;f')
      return other().withToken(token)
    }

    test('looks at every scope since 5.0, at the first that it finds before', async () => {
      // Of the scopes that would do, `read:users` comes first: it is held for others.
      const look = (await narrow()).users.get('admin')
      if (atLeast('5.0')) expect(await look).toMatchObject({ name: 'admin' })
      else if (atLeast('2.0')) await caught(look, NotFoundError)
      else await caught(look, ForbiddenError)
    })

    test('needs one that is not for what names nothing, since 5.5.1', async () => {
      const { unfilteredScopes, scopes } = await other().hub.capabilities()
      const body = { usernames: [] }
      const create = (await narrow()).request({ method: 'POST', path: '/users', body })
      expect(unfilteredScopes).toBe(atLeast('5.5.1'))
      if (unfilteredScopes || !scopes) await caught(create, ForbiddenError)
      else await caught(create, BadRequestError)
    })
  })
})
