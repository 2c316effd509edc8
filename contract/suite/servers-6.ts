import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubConfigError,
  NotFoundError,
} from 'jupyterhub-client'
import type { Server } from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, startReady, stopAndWait, untilReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub } = target

/** Hubs before 6.0 have neither `PUT` nor `PATCH` of servers. */
const isNew = target.atLeast('6.0')

/** Expects hub 6.0 to refuse a call with this error, and older ones to be too old for it. */
async function refused(
  call: Promise<unknown>,
  expected: Parameters<typeof caught>[1],
  message?: string,
): Promise<void> {
  if (!isNew) {
    await tooOld(call, '6.0', 405)
    return
  }
  const error = await caught(call, expected)
  if (message !== undefined) expect(error.message).toBe(message)
}

/** Expects hub 6.0 to answer a call with a server like this, and older ones to be too old for it. */
async function gives(call: Promise<Server>, like: Partial<Server>): Promise<void> {
  if (isNew) expect(await call).toMatchObject(like)
  else await tooOld(call, '6.0', 405)
}

describe('creating a server without starting it, which hub 6.0 began with', () => {
  test('takes options and a display name, which its start uses', async () => {
    const user = await freshOwner('create')
    const options = { spawner: 'fast', a: 1 }
    await gives(hub.servers.create(user, 'lab', { options, display_name: 'My Lab' }), {
      name: 'lab',
      full_name: `${user}/lab`,
      display_name: 'My Lab',
      stopped: true,
      started: null,
      user_options: options,
    })
    if (!isNew) return
    await hub.servers.start(user, { name: 'lab' })
    const started = { display_name: 'My Lab', user_options: options }
    expect(await untilReady(user, 'lab')).toMatchObject(started)
  })

  test('needs neither; its display name is its name', async () => {
    const user = await freshOwner('bare')
    await gives(hub.servers.create(user, 'lab'), { display_name: 'lab', user_options: {} })
  })

  test('is 409 for one that exists, and for the default server', async () => {
    const user = await freshOwner('exists')
    await startReady(user, 'lab')
    const again = hub.servers.create(user, 'lab')
    await refused(again, ConflictError, `User ${user} already has server lab`)
    await caught(hub.servers.create(user, ''), HubConfigError)
    const standard = await target.raw({ method: 'PUT', path: `/users/${user}/server`, body: {} })
    expect(standard.status).toBe(isNew ? 409 : 405)
  })

  test('is 400 for a name, or a display name, that is invalid', async () => {
    const user = await freshOwner('invalid')
    const name = hub.servers.create(user, 'Bad_Name')
    await refused(name, BadRequestError, "Invalid server_name: 'Bad_Name'")
    const display = hub.servers.create(user, 'lab', { display_name: 'a  b' })
    await refused(display, BadRequestError, "Invalid display_name: 'a  b'")
    const path = `/users/${user}/servers/lab`
    const none = await target.raw({ method: 'PUT', path, body: { display_name: null } })
    expect(none.status).toBe(isNew ? 400 : 405)
  })

  test('needs a user who exists, and a scope', async () => {
    await refused(hub.servers.create(target.uniqueName('nobody'), 'lab'), NotFoundError)
    await refused(target.as('lister').servers.create('ada', 'lab'), ForbiddenError)
  })
})

describe('changing a stopped server, which hub 6.0 began with', () => {
  test('renames it; its display name stays', async () => {
    const user = await freshOwner('rename')
    await startReady(user, 'old')
    await stopAndWait(user, 'old')
    await gives(hub.servers.update(user, 'old', { name: 'new' }), {
      name: 'new',
      full_name: `${user}/new`,
      display_name: 'old',
      url: `${target.basePath}user/${user}/new/`,
    })
    if (isNew) await caught(hub.servers.get(user, 'old'), NotFoundError)
    expect(await startReady(user, 'new')).toMatchObject({ name: 'new' })
  })

  test('renames the default server; there is a new one at once', async () => {
    const user = await freshOwner('away')
    await gives(hub.servers.update(user, '', { name: 'was-default' }), { name: 'was-default' })
    await startReady(user)
    if (isNew) expect(await hub.servers.get(user, 'was-default')).toMatchObject({ stopped: true })
  })

  test('gives it another display name, valid or not, also to the default server', async () => {
    const user = await freshOwner('label')
    await startReady(user, 'lab')
    await stopAndWait(user, 'lab')
    const display_name = 'a  b'
    await gives(hub.servers.update(user, 'lab', { display_name }), { name: 'lab', display_name })
    await gives(hub.servers.update(user, '', { display_name }), { name: '', display_name })
    await startReady(user)
    if (!isNew) return
    expect(await hub.servers.get(user)).toMatchObject({ display_name })
    await stopAndWait(user)
    // A start that gives the default server another one takes it away instead.
    await hub.servers.start(user, { display_name: 'Mine' })
    expect(await hub.servers.get(user)).toMatchObject({ display_name: '' })
  })

  test('replaces its options', async () => {
    const user = await freshOwner('options')
    await startReady(user, 'lab', { spawner: 'fast', a: 1 })
    await stopAndWait(user, 'lab')
    const change = hub.servers.update(user, 'lab', { options: { b: 2 } })
    await gives(change, { user_options: { b: 2 } })
    const { user_options } = await startReady(user, 'lab')
    expect(user_options).toEqual(isNew ? { b: 2 } : { spawner: 'fast', a: 1 })
  })

  test('is 400 while it runs', async () => {
    const user = await freshOwner('active')
    await startReady(user, 'lab')
    const change = hub.servers.update(user, 'lab', { display_name: 'x' })
    const message = `${user}:lab is active. Please stop it before modifying it.`
    await refused(change, BadRequestError, message)
  })

  test('is 409 for a name that is taken, its own included', async () => {
    const user = await freshOwner('taken')
    await startReady(user, 'one')
    await startReady(user, 'two')
    await stopAndWait(user, 'two')
    const rename = (name: string): Promise<Server> => hub.servers.update(user, 'two', { name })
    await refused(rename('one'), ConflictError, `User ${user} already has server 'one'`)
    await refused(rename('two'), ConflictError)
    await refused(rename(''), ConflictError)
    await refused(rename('Bad_Name'), BadRequestError, "Invalid server_name: 'Bad_Name'")
  })

  test('is 404 for one that does not exist, and needs a scope', async () => {
    const user = await freshOwner('absent')
    const change = { display_name: 'x' }
    const message = `User ${user} has no such server 'none'`
    await refused(hub.servers.update(user, 'none', change), NotFoundError, message)
    await refused(target.as('lister').servers.update(user, '', change), ForbiddenError)
  })

  test('is refused without anything to change, and fails with 500 for a key it does not know', async () => {
    const user = await freshOwner('nothing')
    await caught(hub.servers.update(user, '', {}), HubConfigError)
    const patch = async (body: unknown): Promise<number> =>
      (await target.raw({ method: 'PATCH', path: `/users/${user}/server`, body })).status
    expect(await patch({})).toBe(isNew ? 400 : 405)
    expect(await patch({ nope: 1 })).toBe(isNew ? 500 : 405)
    expect(await patch({ name: null })).toBe(isNew ? 200 : 405)
  })

  test('may be done in part: a rename stays where the options are refused', async () => {
    const user = await freshOwner('partial')
    await startReady(user, 'old')
    await stopAndWait(user, 'old')
    const path = `/users/${user}/servers/old`
    const body = { name: 'new', user_options: null }
    const { status } = await target.raw({ method: 'PATCH', path, body })
    expect(status).toBe(isNew ? 400 : 405)
    if (isNew) expect(await hub.servers.get(user, 'new')).toMatchObject({ name: 'new' })
  })
})
