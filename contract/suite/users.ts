import { BadRequestError, ConflictError, HubServerError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshUser } from '../src/fixtures.ts'
import { startReady, stopAndWait } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target

/** A name that nobody has; whoever gets it is deleted after the test. */
function newName(prefix: string): string {
  const name = target.uniqueName(prefix)
  onTestFinished(() => forget(hub.users.delete(name)))
  return name
}

describe('getting a user', () => {
  test('shows all of it to an admin', async () => {
    const ada = await hub.users.get('ada')
    expect(ada).toMatchObject({
      kind: 'user',
      name: 'ada',
      admin: false,
      groups: ['staff'],
      server: null,
      pending: null,
      servers: {},
      auth_state: null,
    })
    expect(ada.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/)
    expect(ada.roles).toEqual(atLeast('2.0') ? ['user'] : undefined)
    expect('user_info' in ada).toBe(atLeast('6.0'))
  })

  test('shows only what the scopes cover, and leaves out the rest', async () => {
    const get = target.as('starter').users.get('ada')
    if (!atLeast('2.0')) {
      await expect(get).rejects.toMatchObject({ status: 403 })
      return
    }
    const shown = Object.keys(await get).toSorted()
    expect(shown).toEqual([
      'admin',
      'kind',
      'name',
      'servers',
      ...(atLeast('6.0') ? ['user_info'] : []),
    ])
  })

  test('that does not exist: 404 without a sentence', async () => {
    const error = await caught(hub.users.get('no-one'), NotFoundError)
    expect(error.body).toEqual({ status: 404, message: atLeast('6.0') ? null : 'Not Found' })
    expect(error.message).toContain('GET /users/no-one')
  })

  test('looks for the name as it is written', async () => {
    await caught(hub.users.get('ADA'), NotFoundError)
    await caught(hub.users.get(' ada'), NotFoundError)
  })
})

describe('creating a user', () => {
  test('gives the user', async () => {
    const name = newName('new')
    expect(await hub.users.create(name)).toMatchObject({ kind: 'user', name, admin: false })
    expect(await hub.users.get(name)).toMatchObject({ name, admin: false, groups: [] })
  })

  test('gives an admin, if it is to be one', async () => {
    const name = newName('chief')
    expect(await hub.users.create(name, { admin: true })).toMatchObject({ name, admin: true })
    const { roles } = await hub.users.get(name)
    expect(roles?.toSorted()).toEqual(atLeast('2.0') ? ['admin', 'user'] : undefined)
  })

  test('who exists: 409', async () => {
    const error = await caught(hub.users.create('ada'), ConflictError)
    expect(error.message).toBe('User ada already exists')
  })

  test('with a name that the authenticator refuses: 400', async () => {
    const error = await caught(hub.users.create('a/b'), BadRequestError)
    expect(error.message).toBe('Failed to create user: a/b')
  })

  test('takes the name as it is written, so that nobody may be able to log in with it', async () => {
    const name = newName('Mixed')
    expect(await hub.users.create(name)).toMatchObject({ name })
    await caught(hub.users.get(name.toLowerCase()), NotFoundError)
  })

  test('with a field that does not exist: 400, but before 4.1 the user is made all the same', async () => {
    const name = newName('bogus')
    const body = { bogus: 1 }
    const { status, json } = await target.raw({ method: 'POST', path: `/users/${name}`, body })
    expect(status).toBe(400)
    expect(json).toMatchObject({ message: "Invalid JSON keys: {'bogus': 1}" })
    if (atLeast('4.1')) await caught(hub.users.get(name), NotFoundError)
    else expect(await hub.users.get(name)).toMatchObject({ name })
  })
})

describe('creating many users', () => {
  test('tells those that are new from those that exist', async () => {
    const [one, two] = [newName('many'), newName('many')]
    const made = await hub.users.createMany([one, 'ada', two, 'admin', one])
    expect(made).toMatchObject([
      { name: one, outcome: 'created', user: { kind: 'user', name: one } },
      { name: 'ada', outcome: 'existed' },
      { name: two, outcome: 'created', user: { name: two } },
      { name: 'admin', outcome: 'existed' },
    ])
    expect(await hub.users.createMany([two, one])).toEqual([
      { name: two, outcome: 'existed' },
      { name: one, outcome: 'existed' },
    ])
  })

  test('takes more names than go into one request', async () => {
    const names = Array.from({ length: 230 }, () => newName('many'))
    const made = await hub.users.createMany(names)
    expect(made.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      names.map((name) => `${name} created`),
    )
  })

  test('makes names lower case, as a login does', async () => {
    const name = newName('many')
    const made = await hub.users.createMany([name.toUpperCase()])
    expect(made).toMatchObject([{ name: name.toUpperCase(), outcome: 'created', user: { name } }])
  })

  test('gives a user twice that is named in two spellings', async () => {
    const name = newName('many')
    const made = await hub.users.createMany([name, name.toUpperCase()])
    expect(made).toMatchObject([{ user: { name } }, { user: { name } }])
  })

  test('makes all of them admins, if they are to be', async () => {
    const [one, two] = [newName('many'), newName('many')]
    const made = await hub.users.createMany([one, two], { admin: true })
    expect(made).toMatchObject([{ user: { admin: true } }, { user: { admin: true } }])
  })

  test('who all exist: 409', async () => {
    const body = { usernames: ['ada', 'admin'] }
    const { status, json } = await target.raw({ method: 'POST', path: '/users', body })
    expect(status).toBe(409)
    expect(json).toMatchObject({ message: 'All 2 users already exist' })
  })

  test.each([
    ['Invalid username: a/b', ['a/b']],
    ['Invalid usernames: a/b, c/d', ['a/b', 'c/d']],
  ])(
    'with a name that the authenticator refuses: 400 %s, and none is made; the client leaves it out',
    async (message, bad) => {
      const name = newName('many')
      const names = [...bad, name]
      const raw = { method: 'POST', path: '/users', body: { usernames: names } }
      const { status, json } = await target.raw(raw)
      expect(status).toBe(400)
      expect(json).toMatchObject({ message })
      await caught(hub.users.get(name), NotFoundError)
      expect(await hub.users.createMany(names)).toMatchObject([
        ...bad.map((invalid) => ({ name: invalid, outcome: 'invalid', message })),
        { name, outcome: 'created' },
      ])
    },
  )

  test('none: 400', async () => {
    const body = { usernames: [] }
    const { status, json } = await target.raw({ method: 'POST', path: '/users', body })
    expect(status).toBe(400)
    expect(json).toMatchObject({ message: 'Must specify at least one user to create' })
  })

  test('that are no names: 500', async () => {
    const body = { usernames: [5] }
    expect((await target.raw({ method: 'POST', path: '/users', body })).status).toBe(500)
  })

  test('takes a text for a list of its letters', async () => {
    const names = ['q', 'x', 'z']
    for (const name of names) onTestFinished(() => forget(hub.users.delete(name)))
    const body = { usernames: names.join('') }
    const { status, json } = await target.raw({ method: 'POST', path: '/users', body })
    expect(status).toBe(201)
    expect(json).toMatchObject(names.map((name) => ({ name })))
  })
})

describe('deleting a user', () => {
  test('answers 204 once, then 404', async () => {
    const name = await freshUser('gone')
    const call = { method: 'DELETE', path: `/users/${name}` }
    const { status, text, headers } = await target.raw(call)
    expect([status, text, headers.get('content-type')]).toEqual([204, '', null])
    await caught(hub.users.delete(name), NotFoundError)
  })

  test('is refused to oneself: 400', async () => {
    const error = await caught(target.as('user:admin').users.delete('admin'), BadRequestError)
    expect(error.message).toBe('Cannot delete yourself!')
  })

  test('is refused to a service that has the name of the user', async () => {
    await hub.users.create('root')
    onTestFinished(async () => {
      await hub.users.update('root', { name: 'not-root' })
      await hub.users.delete('not-root')
    })
    const error = await caught(hub.users.delete('root'), BadRequestError)
    expect(error.message).toBe('Cannot delete yourself!')
  })

  test('stops a default server that is up', async () => {
    const name = await freshUser('busy')
    await startReady(name)
    await hub.users.delete(name)
    await caught(hub.users.get(name), NotFoundError)
  })

  test('whose named server is up: 500', async () => {
    const name = await freshUser('busy')
    onTestFinished(() => stopAndWait(name, 'lab'))
    await startReady(name, 'lab')
    await caught(hub.users.delete(name), HubServerError)
    expect(await hub.users.get(name)).toMatchObject({ name })
  })
})
