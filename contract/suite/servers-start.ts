import {
  BadRequestError,
  ForbiddenError,
  HubServerError,
  NotFoundError,
  UnsupportedError,
} from 'jupyterhub-client'
import { describe, expect, test } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshToken } from '../src/fixtures.ts'
import {
  freshOwner,
  startReady,
  stopAndWait,
  untilReady,
  untilStopped,
} from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub } = target

describe('starting a server', () => {
  // A machine that is busy may take longer than the hub holds the request.
  test('a server that is up in time is answered 201', { retry: 3 }, async () => {
    const user = await freshOwner('start')
    expect(await hub.servers.start(user)).toEqual({ status: 201, pending: false })
    expect(await hub.servers.get(user)).toMatchObject({ name: '', ready: true, pending: null })
  })

  test('a server that runs is not started again: 400', async () => {
    const user = await freshOwner('twice')
    await startReady(user)
    await startReady(user, 'lab')
    const error = await caught(hub.servers.start(user), BadRequestError)
    expect(error.message).toBe(`${user} is already running`)
    const named = await caught(hub.servers.start(user, { name: 'lab' }), BadRequestError)
    expect(named.message).toBe(`${user}:lab is already running`)
  })

  test('a server that takes its time is answered 202, to each repeat too, whose options are passed over', async () => {
    const user = await freshOwner('slow')
    const options = { spawner: 'slow', seconds: 2 }
    expect(await hub.servers.start(user, { options })).toEqual({ status: 202, pending: true })
    expect(await hub.users.get(user)).toMatchObject({ pending: 'spawn', server: null })
    expect(await hub.servers.get(user)).toMatchObject({ pending: 'spawn', ready: false })
    const repeat = await hub.servers.start(user, { options: { spawner: 'fail' } })
    expect(repeat).toEqual({ status: 202, pending: true })
    expect((await untilReady(user)).user_options).toEqual(options)
    expect(await hub.users.get(user)).toMatchObject({
      pending: null,
      server: `${target.basePath}user/${user}/`,
    })
  })

  test('a named server is made by its start, and is not the default one', async () => {
    const user = await freshOwner('named')
    const server = await startReady(user, 'lab', { spawner: 'fast' })
    expect(server).toMatchObject({ name: 'lab', url: `${target.basePath}user/${user}/lab/` })
    const { server: url, servers } = await hub.users.get(user)
    expect(url).toBeNull()
    expect(Object.keys(servers ?? {})).toEqual(['lab'])
  })

  test('the default server also has the route of named ones, with an empty name', async () => {
    const user = await freshOwner('slash')
    const { status } = await target.raw({ method: 'POST', path: `/users/${user}/servers/` })
    expect([201, 202]).toContain(status)
    expect((await untilReady(user)).name).toBe('')
    const without = await target.raw({ method: 'POST', path: `/users/${user}/servers` })
    expect(without.status).toBe(404)
    const stopped = await target.raw({ method: 'DELETE', path: `/users/${user}/servers/` })
    expect(stopped).toMatchObject({ status: 204, text: '' })
  })

  test('nobody starts a server of a user who does not exist: 404', async () => {
    await caught(hub.servers.start(target.uniqueName('nobody')), NotFoundError)
  })

  test('a user starts its own servers, and no one else’s', async () => {
    const [user, other] = [await freshOwner('self'), await freshOwner('other')]
    const own = target.withToken((await freshToken(user)).token)
    expect([201, 202]).toContain((await own.servers.start(user)).status)
    await untilReady(user)
    // Hub 2.0 began to hide what a token does not reach.
    if (target.atLeast('2.0')) await caught(own.servers.start(other), NotFoundError)
    else await caught(own.servers.start(other), ForbiddenError)
  })

  test('a service needs the scope for it; before hub 2.0 it needs to be an admin', async () => {
    const user = await freshOwner('scope')
    const error = await caught(target.as('lister').servers.start(user), ForbiddenError)
    const scopes = target.atLeast('6.0') ? ['start:servers'] : ['servers']
    expect(error.requiredScopes).toEqual(target.atLeast('2.0') ? scopes : [])
    const start = target.as('starter').servers.start(user)
    if (target.atLeast('2.0')) expect([201, 202]).toContain((await start).status)
    else await caught(start, ForbiddenError)
  })
})

describe('a start that fails', () => {
  test('at once is answered 500, with the spawner’s own words since hub 6.0', async () => {
    const user = await freshOwner('fail')
    const options = { spawner: 'fail' }
    const error = await caught(hub.servers.start(user, { options }), HubServerError)
    const message = target.atLeast('6.0') ? 'no room for this server' : 'error'
    expect(error.body).toEqual({ status: 500, message })
    await untilStopped(user)
  })

  test('is followed by one that is answered before the server is up: 202, and 201 by hub 6.0', async () => {
    const user = await freshOwner('after')
    await caught(hub.servers.start(user, { options: { spawner: 'fail' } }), HubServerError)
    const options = { spawner: 'slow', seconds: 2 }
    const status = target.atLeast('6.0') ? 201 : 202
    expect(await hub.servers.start(user, { options })).toMatchObject({ status })
    expect(await hub.servers.get(user)).toMatchObject({ ready: false, pending: 'spawn' })
    await untilReady(user)
  })
})

describe('the options of a start', () => {
  test('are kept as they are', async () => {
    const user = await freshOwner('options')
    const options = { spawner: 'fast', list: [1, { a: null }], 'größe "x"': '漢字', no: false }
    expect((await startReady(user, '', options)).user_options).toEqual(options)
  })

  test('are those of the last start where none are given; none at all where {} is given', async () => {
    const user = await freshOwner('reuse')
    const options = { spawner: 'fast', colour: 'red' }
    await startReady(user, '', options)
    await stopAndWait(user)
    expect((await startReady(user)).user_options).toEqual(options)
    await stopAndWait(user)
    expect((await startReady(user, '', {})).user_options).toEqual({})
    await stopAndWait(user)
    expect((await startReady(user)).user_options).toEqual({})
  })

  test('are empty for a server that is started without any for the first time', async () => {
    const user = await freshOwner('none')
    expect((await startReady(user)).user_options).toEqual({})
  })

  test('may be called display_name and user_options, too', async () => {
    const user = await freshOwner('keys')
    const options = { spawner: 'fast', user_options: { a: 1 }, display_name: 'x' }
    expect((await startReady(user, 'lab', options)).user_options).toEqual(options)
  })

  test('are all of the body before hub 6.0; since then {} means the last ones, and an envelope is opened', async () => {
    const user = await freshOwner('body')
    const start = async (body: unknown): Promise<unknown> => {
      const { status } = await target.raw({ method: 'POST', path: `/users/${user}/server`, body })
      expect([201, 202]).toContain(status)
      const { user_options } = await untilReady(user)
      await stopAndWait(user)
      return user_options
    }
    const options = { spawner: 'fast', a: 1 }
    const isNew = target.atLeast('6.0')
    expect(await start(options)).toEqual(options)
    expect(await start({})).toEqual(isNew ? options : {})
    const envelope = { user_options: { spawner: 'fast', b: 2 } }
    expect(await start(envelope)).toEqual(isNew ? envelope.user_options : envelope)
    expect(await start({ user_options: {} })).toEqual(isNew ? {} : { user_options: {} })
  })

  test('must be an object: 400 since hub 6.0; before, 500 and a server that seems to be up', async () => {
    const user = await freshOwner('type')
    const path = `/users/${user}/server`
    const list = await target.raw({ method: 'POST', path, body: [1] })
    const { server } = await hub.users.get(user)
    const seen = { status: list.status, up: server !== null }
    expect(seen).toEqual(
      target.atLeast('6.0') ? { status: 400, up: false } : { status: 500, up: true },
    )
    const broken = await target.raw({ method: 'POST', path, body: '{' })
    expect(broken).toMatchObject({ status: 400, json: { status: 400 } })
    // Such a one can only be stopped after a start with options that are none, as it would take its last ones.
    await startReady(user, '', {})
  })
})

describe('the display name of a start', () => {
  test('is kept since hub 6.0; for an older hub it is refused before anything is sent', async () => {
    const user = await freshOwner('display')
    const start = hub.servers.start(user, { name: 'lab', display_name: 'My “Lab” №1' })
    if (target.atLeast('6.0')) {
      await start
      expect(await untilReady(user, 'lab')).toMatchObject({ display_name: 'My “Lab” №1' })
      return
    }
    const error = await caught(start, UnsupportedError)
    expect(error).toMatchObject({ needs: '6.0', hubVersion: target.version })
    expect((await hub.users.get(user)).servers ?? {}).toEqual({})
  })

  test('is the server’s name, and empty for the default server, where none is given', async () => {
    const user = await freshOwner('plain')
    const displayName = async (name: string): Promise<unknown> =>
      (await startReady(user, name)).display_name
    const isNew = target.atLeast('6.0')
    expect(await displayName('lab')).toBe(isNew ? 'lab' : undefined)
    expect(await displayName('')).toBe(isNew ? '' : undefined)
  })
})
