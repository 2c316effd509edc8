import { BadRequestError, ConflictError, ForbiddenError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshGroup, freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub, atLeast } = target

/** A name that nothing has; the group that gets it is deleted after the test. */
function newName(prefix: string): string {
  const name = target.uniqueName(prefix)
  onTestFinished(() => forget(hub.groups.delete(name)))
  return name
}

describe('groups', () => {
  test('are listed in the order in which they were made', async () => {
    const groups = await hub.groups.list().toArray()
    const seeded = ['staff', 'lab/5', 'ü group']
    expect(groups.map(({ name }) => name).filter((name) => seeded.includes(name))).toEqual(seeded)
    expect(groups.find(({ name }) => name === 'staff')).toMatchObject({
      kind: 'group',
      users: expect.arrayContaining(['ada', 'b@x.org']),
    })
  })

  test('are listed in pages', async () => {
    const all = await hub.groups.list().toArray()
    expect(await hub.groups.list({ limit: 1 }).toArray()).toEqual(all)
    const pages = []
    for await (const page of hub.groups.list({ limit: 1 }).pages()) pages.push(page)
    const [page] = pages
    if (atLeast('2.0'))
      expect(page).toMatchObject({ limit: 1, total: all.length, next: { offset: 1 } })
    else expect(page).toMatchObject({ total: all.length, next: null })
  })

  test('show their members, roles since 2.0, and properties since 4.0', async () => {
    const group = await hub.groups.get('staff')
    expect(Object.keys(group).toSorted()).toEqual([
      'kind',
      'name',
      ...(atLeast('4.0') ? ['properties'] : []),
      ...(atLeast('2.0') ? ['roles'] : []),
      'users',
    ])
  })

  test('that do not exist: 404', async () => {
    const message = 'No such group: none'
    const calls = [
      hub.groups.get('none'),
      hub.groups.delete('none'),
      hub.groups.addUsers('none', ['ada']),
      hub.groups.removeUsers('none', ['ada']),
    ]
    const errors = await Promise.all(calls.map((call) => caught(call, NotFoundError)))
    for (const error of errors) expect(error.message).toBe(message)
  })

  test('are made, empty or with members', async () => {
    const [empty, full] = [newName('group'), newName('group')]
    expect(await hub.groups.create(empty)).toMatchObject({ kind: 'group', name: empty, users: [] })
    expect(await hub.groups.create(full, { users: ['ada'] })).toMatchObject({ users: ['ada'] })
    expect((await hub.users.get('ada')).groups).toContain(full)
  })

  test('that exist: 409', async () => {
    const { message } = await caught(hub.groups.create('staff'), ConflictError)
    expect(message).toBe('Group staff already exists')
  })

  test('of a user who does not exist: 400, and none is made', async () => {
    const name = newName('group')
    const call = hub.groups.create(name, { users: ['no-one'] })
    expect((await caught(call, BadRequestError)).message).toBe('No such user: no-one')
    await caught(hub.groups.get(name), NotFoundError)
  })

  test('cannot be given properties when they are made', async () => {
    const call = { method: 'POST', path: `/groups/${newName('group')}`, body: { properties: {} } }
    const message = "Invalid JSON keys: {'properties': {}}"
    expect((await target.raw(call)).json).toEqual({ status: 400, message })
  })

  test('are made many at a time, all with the same members', async () => {
    const names = [newName('group'), newName('group')]
    const made = await hub.groups.createMany(names, { users: ['ada', 'admin'] })
    expect(made.map(({ name }) => name)).toEqual(names)
    for (const { users } of made) expect(users?.toSorted()).toEqual(['ada', 'admin'])
  })

  test('are made up to the first that exists: 409', async () => {
    const [first, last] = [newName('group'), newName('group')]
    const { message } = await caught(hub.groups.createMany([first, 'staff', last]), ConflictError)
    expect(message).toBe('Group staff already exists')
    expect(await hub.groups.get(first)).toMatchObject({ name: first })
    await caught(hub.groups.get(last), NotFoundError)
  })

  test('are not made for want of a name: 400', async () => {
    const answer = await target.raw({ method: 'POST', path: '/groups', body: { groups: [] } })
    const message = 'Must specify at least one group to create'
    expect(answer.json).toEqual({ status: 400, message })
  })

  test('are deleted with 204 once, then 404, and their members stay', async () => {
    const user = await freshUser('member')
    const name = await freshGroup('group', [user])
    const call = { method: 'DELETE', path: `/groups/${name}` }
    expect(await target.raw(call)).toMatchObject({ status: 204, text: '' })
    await caught(hub.groups.delete(name), NotFoundError)
    expect(await hub.users.get(user)).toMatchObject({ groups: [] })
  })

  test('lose a member who is deleted', async () => {
    const user = await freshUser('member')
    const name = await freshGroup('group', [user, 'ada'])
    await hub.users.delete(user)
    expect(await hub.groups.get(name)).toMatchObject({ users: ['ada'] })
  })
})

describe('members of a group', () => {
  test('are added, once', async () => {
    const name = await freshGroup('group', ['ada'])
    const { users } = await hub.groups.addUsers(name, ['ada', 'admin'])
    expect(users?.toSorted()).toEqual(['ada', 'admin'])
  })

  test('are named as a login would name them', async () => {
    const name = await freshGroup('group')
    expect(await hub.groups.addUsers(name, ['ADA'])).toMatchObject({ users: ['ada'] })
  })

  test('are taken out, whether they are in or not', async () => {
    const name = await freshGroup('group', ['ada', 'admin'])
    expect(await hub.groups.removeUsers(name, ['ada', 'c+d'])).toMatchObject({ users: ['admin'] })
    expect(await hub.groups.removeUsers(name, ['ada'])).toMatchObject({ users: ['admin'] })
  })

  test('who do not exist: 400, and nobody is added or taken out', async () => {
    const name = await freshGroup('group', ['ada'])
    const calls = [
      hub.groups.addUsers(name, ['admin', 'no-one']),
      hub.groups.removeUsers(name, ['ada', 'no-one']),
    ]
    const errors = await Promise.all(calls.map((call) => caught(call, BadRequestError)))
    for (const error of errors) expect(error.message).toBe('No such user: no-one')
    expect(await hub.groups.get(name)).toMatchObject({ users: ['ada'] })
  })

  test.each(['POST', 'DELETE'])('are not changed by a %s without a body: 400', async (method) => {
    const path = '/groups/staff/users'
    const message = 'Invalid JSON data: None'
    expect((await target.raw({ method, path })).json).toEqual({ status: 400, message })
    const verb = method === 'POST' ? 'add' : 'delete'
    expect((await target.raw({ method, path, body: {} })).json).toEqual({
      status: 400,
      message: `Must specify users to ${verb}`,
    })
  })

  test('that are no names: 500', async () => {
    const call = { method: 'POST', path: '/groups/staff/users', body: { users: [5] } }
    expect((await target.raw(call)).status).toBe(500)
  })
})

describe('properties of a group', () => {
  test('are replaced as a whole, since 4.0', async () => {
    const name = await freshGroup('group')
    const call = hub.groups.setProperties(name, { quota: { cpu: 2 }, Größe: null })
    if (!atLeast('4.0')) {
      const { cause } = await tooOld(call, '4.0', 404)
      return expect(cause).toMatchObject({ body: { status: 404, message: 'Not Found' } })
    }
    expect(await call).toMatchObject({ properties: { quota: { cpu: 2 }, Größe: null } })
    expect((await hub.groups.setProperties(name, { other: 1 })).properties).toEqual({ other: 1 })
    expect((await hub.groups.setProperties(name, {})).properties).toEqual({})
  })

  test('are wanted: 400 without a body', async () => {
    const name = await freshGroup('group')
    const { status, json } = await target.raw({ method: 'PUT', path: `/groups/${name}/properties` })
    if (!atLeast('4.0')) return expect(status).toBe(404)
    expect(json).toEqual({ status: 400, message: 'Must specify properties' })
  })

  test('of a group that does not exist: 404', async () => {
    const call = hub.groups.setProperties('none', {})
    if (!atLeast('4.0')) {
      const { cause } = await tooOld(call, '4.0', 404)
      return expect(cause).toMatchObject({ body: { status: 404, message: 'Not Found' } })
    }
    const { body } = await caught(call, NotFoundError)
    expect(body).toEqual({ status: 404, message: 'No such group: none' })
  })

  test('are read from the group, not by themselves', async () => {
    const { status } = await target.raw({ path: '/groups/staff/properties' })
    expect(status).toBe(atLeast('4.0') ? 405 : 404)
  })
})

describe('groups with a token that reaches one of them', () => {
  test('show that one, and hide that others exist', async () => {
    if (!atLeast('3.0')) {
      // Before, no token can be narrowed: users do not see groups at all.
      await caught(target.as('user:ada').groups.get('staff'), ForbiddenError)
      return
    }
    const { token } = await freshToken('admin', {
      scopes: ['list:groups!group=staff', 'read:groups!group=staff', 'groups!group=staff'],
    })
    const limited = target.withToken(token)
    expect(await limited.groups.list().toArray()).toMatchObject([{ name: 'staff' }])
    expect(await limited.groups.get('staff')).toMatchObject({ name: 'staff' })
    for (const name of ['lab/5', 'none']) {
      const { message } = await caught(limited.groups.get(name), NotFoundError)
      expect(message).toBe('No access to resources or resources not found')
    }
    await caught(limited.groups.delete('staff'), ForbiddenError)
  })
})
