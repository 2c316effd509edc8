import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubServerError,
  NotFoundError,
} from 'jupyterhub-client'
import { describe, expect, test, vi } from 'vitest'
import { caught } from '../src/caught.ts'
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

const stopped = { status: 204, pending: false }
const stopping = { status: 202, pending: true }

/** Waits until the hub knows nothing more of a named server. */
function untilRemoved(user: string, name: string): Promise<NotFoundError> {
  return vi.waitFor(() => caught(hub.servers.stop(user, name), NotFoundError), 10_000)
}

describe('stopping a server', () => {
  test('is answered 204, also where it is stopped already or never ran', async () => {
    const user = await freshOwner('stop')
    expect(await hub.servers.stop(user)).toEqual(stopped)
    await startReady(user, 'lab')
    await startReady(user)
    expect(await hub.servers.stop(user)).toEqual(stopped)
    expect(await hub.servers.stop(user)).toEqual(stopped)
    expect(Object.keys((await hub.users.get(user)).servers ?? {})).toEqual(['lab'])
    expect(await hub.servers.stop(user, 'lab')).toEqual(stopped)
    expect(await hub.servers.stop(user, 'lab')).toEqual(stopped)
  })

  test('is answered 202 while it lasts, to each repeat too; it cannot be started meanwhile: 400', async () => {
    const user = await freshOwner('stopping')
    await startReady(user, '', { spawner: 'fast', stop_seconds: 2 })
    expect(await hub.servers.stop(user)).toEqual(stopping)
    expect(await hub.users.get(user)).toMatchObject({ pending: 'stop', server: null })
    expect(await hub.servers.get(user)).toMatchObject({ pending: 'stop', ready: false })
    expect(await hub.servers.stop(user)).toEqual(stopping)
    const error = await caught(hub.servers.start(user), BadRequestError)
    expect(error.message).toBe(`${user} is pending stop`)
    await untilStopped(user)
    expect(await hub.servers.stop(user)).toEqual(stopped)
  })

  test('of a server that starts ends the start since hub 5.1, and is refused with 400 before', async () => {
    const user = await freshOwner('cancel')
    const seconds = target.atLeast('5.1') ? 60 : 2
    await hub.servers.start(user, { options: { spawner: 'slow', seconds } })
    const stop = hub.servers.stop(user)
    if (target.atLeast('5.1')) {
      expect((await stop).status).toBeLessThan(300)
      await untilStopped(user)
      return
    }
    const error = await caught(stop, BadRequestError)
    expect(error.message).toBe(`${user} is pending spawn, please wait`)
    await untilReady(user)
  })

  test('that there is not is 404; without such a user it is 500 from hub 2.0 to 5.3', async () => {
    const user = await freshOwner('absent')
    const error = await caught(hub.servers.stop(user, 'none'), NotFoundError)
    expect(error.message).toBe(`${user} has no server named 'none'`)
    const nobody = hub.servers.stop(target.uniqueName('nobody'))
    const fails = target.atLeast('2.0') && !target.atLeast('5.4')
    await (fails ? caught(nobody, HubServerError) : caught(nobody, NotFoundError))
  })

  test('needs a scope for it', async () => {
    const user = await freshOwner('keep')
    const error = await caught(target.as('lister').servers.stop(user), ForbiddenError)
    expect(error.requiredScopes).toEqual(target.atLeast('2.0') ? ['delete:servers'] : [])
  })
})

describe('removing a server', () => {
  test('stops it first, and is 404 when it is repeated', async () => {
    const user = await freshOwner('remove')
    await startReady(user, 'lab')
    expect(await hub.servers.remove(user, 'lab')).toEqual(stopped)
    expect((await untilRemoved(user, 'lab')).message).toBe(`${user} has no server named 'lab'`)
    await caught(hub.servers.get(user, 'lab'), NotFoundError)
    await caught(hub.servers.remove(user, 'lab'), NotFoundError)
  })

  test('happens once a slow stop is over, also if it is asked for during the stop', async () => {
    const user = await freshOwner('later')
    const options = { spawner: 'fast', stop_seconds: 1.6 }
    await startReady(user, 'one', options)
    await startReady(user, 'two', options)
    const both = [hub.servers.remove(user, 'one'), hub.servers.stop(user, 'two')]
    expect(await Promise.all(both)).toEqual([stopping, stopping])
    expect(await hub.servers.get(user, 'one')).toMatchObject({ pending: 'stop' })
    expect(await hub.servers.remove(user, 'two')).toEqual(stopping)
    await untilRemoved(user, 'one')
    await untilRemoved(user, 'two')
  })

  test('is not for the default server: the client refuses it, and the hub answers 400', async () => {
    const user = await freshOwner('default')
    await caught(hub.servers.remove(user, ''), HubConfigError)
    const body = { remove: true }
    const answer = await target.raw({ method: 'DELETE', path: `/users/${user}/server`, body })
    expect(answer).toMatchObject({
      status: 400,
      json: { message: 'Cannot delete the default server' },
    })
  })

  test('needs the body: a query only stops, and whatever is truthy there will do', async () => {
    const user = await freshOwner('query')
    await startReady(user, 'lab')
    await stopAndWait(user, 'lab')
    const path = `/users/${user}/servers/lab`
    const remove = async (query: string, body?: unknown): Promise<number> =>
      (await target.raw({ method: 'DELETE', path: path + query, body })).status
    expect(await remove('?remove=true')).toBe(204)
    expect(await hub.servers.stop(user, 'lab')).toEqual(stopped)
    expect(await remove('', [1])).toBe(500)
    expect(await remove('', { remove: false })).toBe(204)
    expect(await hub.servers.stop(user, 'lab')).toEqual(stopped)
    expect(await remove('', { remove: 'no' })).toBe(204)
    await caught(hub.servers.stop(user, 'lab'), NotFoundError)
  })
})

// A default server that is up, and a named one, are in the suite of users.
describe('deleting a user', () => {
  test('whose default server takes its time to stop is refused with 400', async () => {
    const user = await freshOwner('wait')
    await startReady(user, '', { spawner: 'fast', stop_seconds: 1.3 })
    const error = await caught(hub.users.delete(user), BadRequestError)
    expect(error.message).toBe(`${user}'s server is in the process of stopping, please wait.`)
    await untilStopped(user)
  })

  test('whose default server starts fails with 500', async () => {
    const user = await freshOwner('busy')
    await hub.servers.start(user, { options: { spawner: 'slow', seconds: 1.8 } })
    expect((await caught(hub.users.delete(user), HubServerError)).status).toBe(500)
    await untilReady(user)
  })
})
