import { ForbiddenError, HubConfigError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target

/** What is said of an id that has the right form. */
const unknownId = (id: string): string =>
  atLeast('5.0') ? `No such token ${id} for user ada` : 'Token not found None'

describe('making a token', () => {
  test('gives one that may do what its owner may, and does not expire', async () => {
    const user = await freshUser('owner')
    const token = await freshToken(user)
    expect(token).toMatchObject({
      user,
      kind: 'api_token',
      id: expect.stringMatching(/^a\d+$/),
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
      note: 'Requested via api by service root',
      expires_at: null,
    })
    if (atLeast('3.0')) expect(token.scopes).toContain(`servers!user=${user}`)
    expect(token.roles).toEqual(atLeast('3.0') ? [] : atLeast('2.0') ? ['token'] : undefined)
    expect(token.oauth_client).toBe(atLeast('2.0') ? 'JupyterHub' : undefined)
    const theirs = target.withToken(token.token)
    expect(await theirs.whoami()).toMatchObject({ kind: 'user', name: user })
    expect(await theirs.users.get(user)).toMatchObject({ name: user })
  })

  test('answers 201 since 2.0, 200 before', async () => {
    const user = await freshUser('owner')
    const { status } = await target.raw({ method: 'POST', path: `/users/${user}/tokens` })
    expect(status).toBe(atLeast('2.0') ? 201 : 200)
  })

  test('keeps a note, and makes one up of who asked', async () => {
    const user = await freshUser('owner')
    const token = await freshToken(user, { note: 'für den Kurs' })
    expect(token.note).toBe('für den Kurs')
    const own = await target.withToken(token.token).tokens.create(user)
    expect(own.note).toBe('Requested via api')
    const byAdmin = await target.as('user:admin').tokens.create(user, { note: '' })
    expect(byAdmin.note).toBe('Requested via api by user admin')
  })

  test('lets it expire', async () => {
    const user = await freshUser('owner')
    const before = Date.now()
    const token = await freshToken(user, { expires_in: 3600 })
    const lifetime = Date.parse(token.expires_at ?? '') - before
    expect(lifetime).toBeGreaterThan(3_590_000)
    expect(lifetime).toBeLessThan(3_660_000)
    expect((await freshToken(user, { expires_in: null })).expires_at).toBe(null)
  })

  test('of a second is soon worth nothing', async () => {
    const user = await freshUser('owner')
    const token = await hub.tokens.create(user, { expires_in: 1 })
    const theirs = target.withToken(token.token)
    await expect
      .poll(() => theirs.whoami().catch((error: unknown) => error), { timeout: 10_000 })
      .toMatchObject({ status: 403 })
    const listed = await hub.tokens.list(user).toArray()
    expect(listed.map(({ id }) => id)).not.toContain(token.id)
  })

  test('that expires in 0 seconds never does since 4.1, and fails before', async () => {
    const user = await freshUser('owner')
    const path = `/users/${user}/tokens`
    const { status, json } = await target.raw({ method: 'POST', path, body: { expires_in: 0 } })
    if (atLeast('4.1')) expect(json).toMatchObject({ expires_at: null })
    else expect(status).toBe(500)
  })

  test.each([
    [-1, atLeast('4.1') ? 400 : 500, 'expires_in must be a positive integer or null, not -1'],
    ['60', atLeast('5.1') ? 400 : 500, "token expires_in must be null or integer, not '60'"],
    [
      1.5,
      atLeast('5.1') ? 400 : atLeast('2.0') ? 201 : 200,
      'token expires_in must be null or integer, not 1.5',
    ],
  ])('that expires in %j seconds', async (expires_in, status, message) => {
    const user = await freshUser('owner')
    const call = { method: 'POST', path: `/users/${user}/tokens`, body: { expires_in } }
    const answer = await target.raw(call)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.json).toEqual({ status, message })
  })

  test('with a body that is a list: 400', async () => {
    const call = { method: 'POST', path: '/users/ada/tokens', body: [1] }
    const message = 'Body must be a JSON dict or empty'
    expect((await target.raw(call)).json).toEqual({ status: 400, message })
  })

  test('with fields that do not exist passes over them', async () => {
    const user = await freshUser('owner')
    const call = { method: 'POST', path: `/users/${user}/tokens`, body: { bogus: 1 } }
    expect((await target.raw(call)).json).toMatchObject({ user })
  })

  test('for oneself is allowed', async () => {
    const token = await target.as('user:ada').tokens.create('ada', { note: 'mine' })
    expect(token).toMatchObject({ user: 'ada', note: 'mine' })
    await target.as('user:ada').tokens.revoke('ada', token.id)
  })

  test('for a user who does not exist: 403, which was 404 on 1.x', async () => {
    const call = hub.tokens.create('no-one')
    if (atLeast('2.0')) {
      const { message, requiredScopes } = await caught(call, ForbiddenError)
      expect(message).toBe('Service no-one not found or no permissions to generate tokens')
      expect(requiredScopes).toEqual([])
    } else {
      expect((await caught(call, NotFoundError)).message).toBe('No such user: no-one')
    }
  })

  test.each(['lister', 'minter-ada'])('for a user by the service %s: 403', async (service) => {
    // minter-ada holds tokens!user=ada, which the hub does not honour for services.
    if (atLeast('2.0') && service === 'minter-ada') {
      expect((await target.as(service).whoami()).scopes).toContain('tokens!user=ada')
    }
    const { message } = await caught(target.as(service).tokens.create('ada'), ForbiddenError)
    expect(message).toBe(
      atLeast('2.0')
        ? 'Service ada not found or no permissions to generate tokens'
        : 'Only admins can request tokens for other users',
    )
  })

  test('for someone else by a user: 403', async () => {
    const { message } = await caught(target.as('user:ada').tokens.create('admin'), ForbiddenError)
    expect(message).toBe(
      atLeast('2.0')
        ? 'User admin not found or no permissions to generate tokens'
        : 'Only admins can request tokens for other users',
    )
  })

  test('with a login in place of a token', async () => {
    const auth = { username: 'ada', password: target.password }
    const token = await target.withToken(null).tokens.create('ada', { auth, note: 'login' })
    expect(await target.withToken(token.token).whoami()).toMatchObject({ name: 'ada' })
    await hub.tokens.revoke('ada', token.id)
  })

  test('with a login that is wrong: 403', async () => {
    const auth = { username: 'ada', password: target.secret('certainly-wrong') }
    const error = await caught(
      target.withToken(null).tokens.create('ada', { auth }),
      ForbiddenError,
    )
    expect(error.body).toEqual({ status: 403, message: atLeast('6.0') ? null : 'Forbidden' })
  })

  test('without anything: 403', async () => {
    await caught(target.withToken(null).tokens.create('ada'), ForbiddenError)
  })
})

describe('the tokens of a user', () => {
  test('are listed without their secrets, the oldest first', async () => {
    const user = await freshUser('owner')
    const first = await freshToken(user, { note: 'first' })
    const second = await freshToken(user, { note: 'second' })
    const listed = await hub.tokens.list(user).toArray()
    expect(listed.map(({ id }) => id)).toEqual([first.id, second.id])
    for (const token of listed) expect(token).not.toHaveProperty('token')
    expect(listed[0]).toMatchObject({ user, note: 'first', created: first.created })
  })

  test('are shown one by one', async () => {
    const user = await freshUser('owner')
    const token = await freshToken(user, { note: 'one' })
    const { scopes, ...shown } = await hub.tokens.get(user, token.id)
    expect(token).toMatchObject(shown)
    expect(shown).not.toHaveProperty('token')
    expect(scopes?.toSorted()).toEqual(token.scopes?.toSorted())
  })

  test('tell when they were used', async () => {
    const user = await freshUser('owner')
    const token = await freshToken(user)
    expect((await hub.tokens.get(user, token.id)).last_activity).toBe(null)
    await target.withToken(token.token).whoami()
    expect((await hub.tokens.get(user, token.id)).last_activity).toMatch(/Z$/)
  })

  test('are worth nothing once they are revoked', async () => {
    const user = await freshUser('owner')
    const token = await freshToken(user)
    const call = { method: 'DELETE', path: `/users/${user}/tokens/${token.id}` }
    const { status, text } = await target.raw(call)
    expect([status, text]).toEqual([204, ''])
    await caught(target.withToken(token.token).whoami(), ForbiddenError)
    await caught(hub.tokens.revoke(user, token.id), NotFoundError)
    expect(await hub.tokens.list(user).toArray()).toEqual([])
  })

  test('leave their id to the next, if they were the last', async () => {
    const name = await freshUser('ids')
    const first = await hub.tokens.create(name)
    const last = await hub.tokens.create(name)
    await hub.tokens.revoke(name, last.id)
    expect((await hub.tokens.create(name)).id).toBe(last.id)
    await hub.tokens.revoke(name, first.id)
    expect((await hub.tokens.create(name)).id).not.toBe(first.id)
  })

  test('go with the user', async () => {
    const user = await freshUser('owner')
    const { token } = await freshToken(user)
    await hub.users.delete(user)
    await caught(target.withToken(token).whoami(), ForbiddenError)
  })

  test('with an id that nothing has: 404', async () => {
    const message = unknownId('a99999')
    expect((await caught(hub.tokens.get('ada', 'a99999'), NotFoundError)).message).toBe(message)
    expect((await caught(hub.tokens.revoke('ada', 'a99999'), NotFoundError)).message).toBe(message)
  })

  test.each(['GET', 'DELETE'])('with an id of another form: 404 to %s', async (method) => {
    const { json } = await target.raw({ method, path: '/users/ada/tokens/bogus' })
    expect(json).toEqual({ status: 404, message: 'No such token bogus for user ada' })
  })

  test('without an id: 404, 500 on 1.x', async () => {
    const { status } = await target.raw({ path: '/users/ada/tokens/' })
    expect(status).toBe(atLeast('2.0') ? 404 : 500)
  })

  test('of someone else: 404', async () => {
    const user = await freshUser('owner')
    const { id } = await freshToken(user)
    const { message } = await caught(hub.tokens.get('ada', id), NotFoundError)
    // Older hubs show the first characters of the other's token.
    if (atLeast('5.0')) expect(message).toBe(`No such token ${id} for user ada`)
    else expect(message).toMatch(/^Token not found <APIToken\('[0-9a-f]{4}\.\.\.'/)
  })

  test('are not found by their secret, which the client does not even send', async () => {
    const user = await freshUser('owner')
    const { token } = await freshToken(user)
    expect((await target.raw({ path: `/users/${user}/tokens/${token}` })).status).toBe(404)
    const { message } = await caught(hub.tokens.get(user, token), HubConfigError)
    expect(message.includes(token)).toBe(false)
    await caught(hub.tokens.revoke(user, token), HubConfigError)
  })

  test('of a user who does not exist: 404', async () => {
    const { body } = await caught(hub.tokens.list('no-one').toArray(), NotFoundError)
    const message = atLeast('2.0') ? 'No such user: no-one' : 'Not Found'
    expect(body).toEqual({ status: 404, message })
  })

  test('are shown to their owner, and to nobody without read:tokens', async () => {
    expect(await target.as('user:ada').tokens.list('ada').toArray()).not.toEqual([])
    const { requiredScopes } = await caught(
      target.as('lister').tokens.list('ada').toArray(),
      ForbiddenError,
    )
    expect(requiredScopes).toEqual(atLeast('2.0') ? ['read:tokens'] : [])
  })

  test('may be read but not made with tokens!user= by a service', async () => {
    const list = target.as('minter-ada').tokens.list('ada').toArray()
    if (atLeast('2.0')) expect(await list).not.toEqual([])
    else await caught(list, ForbiddenError)
  })

  test('of hub 1.x come in two lists', async () => {
    const { json } = await target.raw({ path: '/users/ada/tokens' })
    const keys = Object.keys(Object(json) as object).toSorted()
    expect(keys).toEqual(atLeast('2.0') ? ['api_tokens'] : ['api_tokens', 'oauth_tokens'])
  })
})
