import { BadRequestError, ForbiddenError, HubProtocolError, NotFoundError } from 'jupyterhub-client'
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

/** Since hub 3.0 one may ask for stopped servers, too. */
const showsStopped = target.atLeast('3.0')

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/

describe('a server', () => {
  test('tells what it is, while it runs and after', async () => {
    const user = await freshOwner('model')
    const options = { spawner: 'fast', n: 1 }
    await startReady(user, 'lab', options)
    const server = await hub.servers.get(user, 'lab')
    const own = `${target.basePath}user/${user}/lab/`
    expect(server).toEqual({
      name: 'lab',
      last_activity: expect.stringMatching(timestamp),
      started: expect.stringMatching(timestamp),
      pending: null,
      ready: true,
      url: own,
      user_options: options,
      progress_url: `${target.basePath}hub/api/users/${user}/servers/lab/progress`,
      state: expect.any(Object),
      ...(showsStopped && { stopped: false }),
      ...(target.atLeast('5.0') && {
        full_name: `${user}/lab`,
        full_url: null,
        full_progress_url: null,
      }),
      ...(target.atLeast('6.0') && { display_name: 'lab' }),
    })
    await stopAndWait(user, 'lab')
    const look = hub.servers.get(user, 'lab')
    if (showsStopped) {
      const { name, url, user_options } = server
      const stopped = { name, url, user_options, started: null, ready: false, stopped: true }
      expect(await look).toMatchObject(stopped)
    } else await caught(look, NotFoundError)
  })

  test('that is the default one has an empty name, and a full name with a slash at its end', async () => {
    const user = await freshOwner('default')
    await startReady(user)
    expect(await hub.servers.get(user)).toMatchObject({
      name: '',
      url: `${target.basePath}user/${user}/`,
      progress_url: `${target.basePath}hub/api/users/${user}/server/progress`,
      ...(target.atLeast('5.0') && { full_name: `${user}/` }),
    })
    expect(await hub.servers.get(user, '')).toMatchObject({ name: '' })
  })

  test('shows its state to who may see it; before hub 2.0 to others as null', async () => {
    const user = await freshOwner('state')
    await startReady(user)
    const own = target.withToken((await freshToken(user)).token)
    const server = await own.servers.get(user)
    expect(server.state).toBe(target.atLeast('2.0') ? undefined : null)
    expect(Object.hasOwn(server, 'state')).toBe(!target.atLeast('2.0'))
  })

  test('that never ran has no options, and has empty ones once the hub was told to stop it', async () => {
    const user = await freshOwner('never')
    const look = () => hub.servers.get(user)
    if (showsStopped) expect(await look()).toMatchObject({ stopped: true, user_options: null })
    else await caught(look(), NotFoundError)
    await hub.servers.stop(user)
    if (showsStopped) expect(await look()).toMatchObject({ stopped: true, user_options: {} })
    else await caught(look(), NotFoundError)
  })

  test('that does not exist is not found, nor one of a user who does not', async () => {
    const user = await freshOwner('absent')
    await caught(hub.servers.get(user, 'none'), NotFoundError)
    await caught(hub.servers.get(target.uniqueName('nobody')), NotFoundError)
    await caught(hub.servers.get(user, 'constructor'), NotFoundError)
  })

  test('is no resource of its own before hub 6.0: 405', async () => {
    const user = await freshOwner('native')
    const status = target.atLeast('6.0') ? 200 : 405
    expect(await target.raw({ path: `/users/${user}/server` })).toMatchObject({ status })
    expect(await target.raw({ path: `/users/${user}/servers/` })).toMatchObject({ status })
  })

  test('is hidden from a token that may see its user only', async () => {
    await caught(target.as('nobody').servers.get('ada'), ForbiddenError)
    const look = target.as('reader-ada').servers.get('ada')
    // Hub 6.0 is asked for the server itself; an older one for the user, whom the token may see.
    if (target.atLeast('2.0') && !target.atLeast('6.0')) await caught(look, HubProtocolError)
    else await caught(look, ForbiddenError)
  })
})

describe('the list of a user’s servers', () => {
  test('holds those that run, and since hub 3.0 those that are stopped', async () => {
    const user = await freshOwner('list')
    await startReady(user)
    await startReady(user, 'one')
    await startReady(user, 'two')
    await stopAndWait(user, 'two')
    const servers = await hub.servers.list(user).toArray()
    const seen = servers.map(({ name, ready }) => `${name}: ${ready}`)
    expect(seen.toSorted()).toEqual([
      ': true',
      'one: true',
      ...(showsStopped ? ['two: false'] : []),
    ])
    expect(await hub.servers.list(user).first()).toMatchObject({ ready: expect.any(Boolean) })
  })

  test('is, without any that ran, the default one since hub 3.0 and empty before', async () => {
    const user = await freshOwner('empty')
    const servers = await hub.servers.list(user).toArray()
    expect(servers.map(({ name }) => name)).toEqual(showsStopped ? [''] : [])
  })

  test('needs the scope for it', async () => {
    await caught(target.as('nobody').servers.list('ada').toArray(), ForbiddenError)
    const list = target.as('reader-ada').servers.list('ada').toArray()
    if (target.atLeast('2.0')) await caught(list, HubProtocolError)
    else await caught(list, ForbiddenError)
    const nobody = hub.servers.list(target.uniqueName('nobody')).toArray()
    await caught(nobody, NotFoundError)
  })
})

describe('the name of a server', () => {
  test('may be almost anything before hub 6.0, which refuses to make such a one with 400', async () => {
    const user = await freshOwner('odd')
    for (const name of ['Bad_Name', 'double--dash', 'a@b c', 'ünï 50%', 'x'.repeat(31)]) {
      const start = hub.servers.start(user, { name })
      if (target.atLeast('6.0')) {
        const error = await caught(start, BadRequestError)
        expect(error.message).toBe(`Invalid server_name: '${name}'`)
        continue
      }
      expect([201, 202]).toContain((await start).status)
      // Hubs before 3.0 fail to tell the proxy of such a path, and stop the server that they said was up.
      const isLost = name.includes(' ') && !target.atLeast('3.0')
      if (isLost) await untilStopped(user, name)
      else expect(await untilReady(user, name)).toMatchObject({ name })
      expect(await hub.servers.remove(user, name)).toEqual({ status: 204, pending: false })
    }
  })

  test('may be 30 letters, digits and single hyphens long', async () => {
    const user = await freshOwner('long')
    const name = 'abcdefghi-0123456789-abcdefghi'
    expect(await startReady(user, name)).toMatchObject({ name, ready: true })
  })

  test('may hold a slash before hub 3.0; hubs 3 to 5 answer 400 and make it all the same', async () => {
    const user = await freshOwner('slash')
    const start = hub.servers.start(user, { name: 'a/b' })
    if (target.atLeast('3.0')) {
      await caught(start, BadRequestError)
    } else expect([201, 202]).toContain((await start).status)
    const remove = hub.servers.remove(user, 'a/b')
    if (target.atLeast('6.0')) await caught(remove, NotFoundError)
    else expect((await remove).status).toBeLessThan(300)
  })
})
