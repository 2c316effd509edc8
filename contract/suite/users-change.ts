import { BadRequestError, ForbiddenError, NotFoundError } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { forget, freshToken, freshUser } from '../src/fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub, atLeast } = target

describe('changing a user', () => {
  test('makes an admin of it, and takes that back', async () => {
    const name = await freshUser('change')
    expect(await hub.users.update(name, { admin: true })).toMatchObject({ name, admin: true })
    expect(await hub.users.update(name, { admin: false })).toMatchObject({ name, admin: false })
    const user = await hub.users.get(name)
    expect(user.admin).toBe(false)
    expect(user.roles).toEqual(atLeast('2.0') ? ['user'] : undefined)
  })

  test('takes its power from a token of the user who was an admin', async () => {
    const name = await freshUser('change')
    await hub.users.update(name, { admin: true })
    const { token } = await freshToken(name)
    const theirs = target.withToken(token)
    expect(await theirs.users.get('ada')).toMatchObject({ name: 'ada' })
    await hub.users.update(name, { admin: false })
    await expect(theirs.users.get('ada')).rejects.toMatchObject({
      status: atLeast('2.0') ? 404 : 403,
    })
  })

  test('renames it, and its tokens follow', async () => {
    const name = await freshUser('change')
    const renamed = `${name}-renamed`
    const { token } = await freshToken(name)
    onTestFinished(() => forget(hub.users.delete(renamed)))
    expect(await hub.users.update(name, { name: renamed })).toMatchObject({ name: renamed })
    await caught(hub.users.get(name), NotFoundError)
    expect(await target.withToken(token).whoami()).toMatchObject({ name: renamed })
  })

  test('takes any new name, even one that the authenticator would refuse', async () => {
    const name = await freshUser('change')
    const renamed = `${name}/renamed`
    onTestFinished(() => forget(hub.users.delete(renamed)))
    expect(await hub.users.update(name, { name: renamed })).toMatchObject({ name: renamed })
    expect(await hub.users.get(renamed)).toMatchObject({ name: renamed })
  })

  test('to a name that is taken: 400, not 409', async () => {
    const name = await freshUser('change')
    const error = await caught(hub.users.update(name, { name: 'ada' }), BadRequestError)
    expect(error.message).toBe('User ada already exists, username must be unique')
    expect(await hub.users.get(name)).toMatchObject({ name })
  })

  test('replaces its auth_state, which only the user alone shows', async () => {
    const name = await freshUser('change')
    const auth_state = { upstream: { id: 7 }, ключ: '漢' }
    expect(await hub.users.update(name, { auth_state })).toMatchObject({ auth_state })
    expect(await hub.users.get(name)).toMatchObject({ auth_state })
    const all = await hub.users.list().toArray()
    expect(all.find((user) => user.name === name)?.auth_state).toBe(
      atLeast('2.0') ? null : undefined,
    )
    const replaced = await hub.users.update(name, { auth_state: { other: true } })
    expect(replaced.auth_state).toEqual({ other: true })
  })

  test('in nothing: fine', async () => {
    const name = await freshUser('change')
    expect(await hub.users.update(name, {})).toMatchObject({ name, auth_state: null })
  })

  test('without a body: 400', async () => {
    const answer = await target.raw({ method: 'PATCH', path: '/users/ada' })
    expect(answer.json).toEqual({ status: 400, message: 'Invalid JSON data: None' })
  })

  test('who does not exist: 404', async () => {
    await caught(hub.users.update('no-one', { admin: false }), NotFoundError)
  })

  test('who is an admin is refused to those who are none', async () => {
    const helper = await freshUser('helper')
    await caught(target.as('starter').users.update(helper, { admin: true }), ForbiddenError)
    await caught(target.as('user:ada').users.update('admin', { admin: false }), ForbiddenError)
  })

  test('by roles or groups that are not empty: 500', async () => {
    const name = await freshUser('change')
    for (const body of [{ groups: ['staff'] }, { roles: ['user'] }]) {
      const { status } = await target.raw({ method: 'PATCH', path: `/users/${name}`, body })
      expect(status).toBe('roles' in body && !atLeast('2.0') ? 400 : 500)
    }
  })

  test('by no groups takes it out of all of them', async () => {
    const name = await freshUser('change')
    await hub.groups.addUsers('staff', [name])
    const path = `/users/${name}`
    const { status, json } = await target.raw({ method: 'PATCH', path, body: { groups: [] } })
    expect(status).toBe(200)
    expect(json).toMatchObject({ groups: [] })
  })

  test('by no roles takes even the user role, which a change of admin gives back', async () => {
    const name = await freshUser('change')
    const call = { method: 'PATCH', path: `/users/${name}`, body: { roles: [] } }
    const { status, json } = await target.raw(call)
    if (!atLeast('2.0')) {
      expect(json).toMatchObject({ status: 400, message: "Invalid JSON keys: {'roles': []}" })
      return
    }
    expect(status).toBe(200)
    expect(json).toMatchObject({ roles: [] })
    expect(await hub.users.update(name, { admin: false })).toMatchObject({ roles: ['user'] })
  })
})
