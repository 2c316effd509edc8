import { ForbiddenError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target

describe('who the token belongs to', () => {
  test('is a service', async () => {
    const me = await hub.whoami()
    expect(me).toMatchObject({ kind: 'service', name: 'root', admin: true })
    if (atLeast('2.0')) expect(me.scopes).toEqual(me.scopes?.toSorted())
    else expect(me).toEqual({ kind: 'service', name: 'root', admin: true })
  })

  test('is a service that may do nothing, and knows at least its name', async () => {
    const me = await target.as('nobody').whoami()
    expect(me).toMatchObject({ kind: 'service', name: 'nobody', admin: false })
    expect(me.scopes).toEqual(atLeast('2.0') ? [] : undefined)
  })

  test('is a user, with all that the user role gives', async () => {
    const me = await target.as('user:ada').whoami()
    expect(me).toMatchObject({ kind: 'user', name: 'ada', admin: false, groups: ['staff'] })
    if (!atLeast('2.0')) {
      expect(me).not.toHaveProperty('scopes')
      expect(me).toHaveProperty('servers', null)
      return
    }
    expect(me.scopes).toContain('read:users!user=ada')
    expect(me.scopes).toContain('access:servers!user=ada')
    expect(me.scopes).not.toContain('list:users')
    // Starting has a scope of its own since 6.0.
    expect(me.scopes?.includes('start:servers!user=ada')).toBe(atLeast('6.0'))
    expect(me.scopes?.includes('read:shares!user=ada')).toBe(atLeast('5.0'))
    expect(me).toMatchObject({ roles: ['user'], servers: {} })
  })

  test('is an admin', async () => {
    const me = await target.as('user:admin').whoami()
    expect(me).toMatchObject({ kind: 'user', name: 'admin', admin: true })
    if (atLeast('2.0')) expect(me.scopes).toContain('admin:users')
  })

  test('comes with the id of the token since 5.0, and with its login session since 2.0', async () => {
    const me = await target.as('user:ada').whoami()
    if (atLeast('5.0')) expect(me.token_id).toMatch(/^a\d+$/)
    else expect(me).not.toHaveProperty('token_id')
    if (atLeast('2.0')) expect(me.session_id).toBe(null)
    else expect(me).not.toHaveProperty('session_id')
  })

  test('shows scopes through their hierarchy', async () => {
    const me = await target.as('lister').whoami()
    const scopes = ['list:users', 'read:users:name']
    expect(me.scopes).toEqual(atLeast('2.0') ? scopes : undefined)
  })

  test('shows scopes with their filters', async () => {
    const me = await target.as('group-staff').whoami()
    if (!atLeast('2.0')) {
      expect(me).not.toHaveProperty('scopes')
      return
    }
    expect(me.scopes).toEqual([
      'list:users!group=staff',
      'read:users!group=staff',
      'read:users:activity!group=staff',
      'read:users:groups!group=staff',
      'read:users:name!group=staff',
    ])
  })

  test('spells what a service is differently than the list of services', async () => {
    const me = await hub.whoami()
    const listed = await hub.services.get('root')
    expect(listed).toMatchObject({ name: 'root', admin: true })
    if (!atLeast('2.0')) return expect(me).not.toHaveProperty('url')
    const unset = atLeast('5.0') ? null : ''
    expect(me).toMatchObject({ url: unset, info: unset, display: unset })
    expect(listed).toMatchObject({ url: '', info: {}, display: true })
  })

  test.each([
    ['no token', null],
    ['a token that nobody has', 'f'.repeat(32)],
  ])('is unknown for %s: 403, never 401', async (_, token) => {
    const error = await caught(target.withToken(token).whoami(), ForbiddenError)
    expect(error.status).toBe(403)
    expect(error.body).toEqual({ status: 403, message: atLeast('6.0') ? null : 'Forbidden' })
  })

  test('is not read from the URL', async () => {
    const path = `/user?token=${target.adminToken}`
    expect((await target.raw({ path, token: null })).status).toBe(403)
  })

  test.each(['token', 'Bearer', 'TOKEN'])('is read from a header that says %s', async (scheme) => {
    const headers = { authorization: `${scheme} ${target.adminToken}` }
    expect((await target.raw({ path: '/user', token: null, headers })).status).toBe(200)
  })

  test.each(['', 'Basic ', 'token  x '])(
    'is not read from a header of another form: %j',
    async (scheme) => {
      const headers = { authorization: `${scheme}${target.adminToken}` }
      expect((await target.raw({ path: '/user', token: null, headers })).status).toBe(403)
    },
  )
})
