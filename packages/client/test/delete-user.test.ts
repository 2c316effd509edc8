import { describe, expect, test } from 'vitest'
import { HubConfigError, HubServerError, NotFoundError } from '../src/index.ts'
import { fakeHub, hubError, json } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'
import { failure } from './support/failure.ts'
import { instantClock } from './support/instant-clock.ts'

/** A hub that fails to delete a user while a server runs, as all do. */
function hubWith(active: Set<string>, restarted: string[] = []): Answerer {
  return ({ method, path }) => {
    if (path === '/users/ada' && method === 'DELETE') {
      const again = restarted.pop()
      if (again !== undefined) active.add(again)
      return active.size > 0 ? hubError(500, null) : new Response(null, { status: 204 })
    }
    if (method === 'GET') {
      const servers = Object.fromEntries(
        [...active].map((name) => [name, { name, ready: true, pending: null }]),
      )
      return json({ kind: 'user', name: 'ada', servers })
    }
    const name = /\/servers?\/?([^/]*)$/.exec(path)?.[1] ?? ''
    active.delete(name)
    return new Response(null, { status: 204, headers: { 'x-jupyterhub-version': '5.5.1' } })
  }
}

describe('users.delete with stopServers', () => {
  test('stops every server first', async () => {
    const active = new Set(['', 'lab', 'gpu'])
    const { hub, sent } = fakeHub(hubWith(active))
    await hub.users.delete('ada', { stopServers: true })
    expect(active.size).toBe(0)
    const deletions = sent.filter(({ method }) => method === 'DELETE').map(({ path }) => path)
    expect(deletions.toSorted()).toEqual(
      [
        '/users/ada',
        '/users/ada/server',
        '/users/ada/servers/gpu',
        '/users/ada/servers/lab',
      ].toSorted(),
    )
    expect(deletions.at(-1)).toBe('/users/ada')
  })

  test('stops them again when somebody has started one', async () => {
    const clock = instantClock
    const { hub, sent } = fakeHub(hubWith(new Set(['lab']), ['lab']), { clock })
    await hub.users.delete('ada', { stopServers: true })
    expect(
      sent.filter(({ path, method }) => path === '/users/ada' && method === 'DELETE'),
    ).toHaveLength(2)
  })

  test('leaves the hub its own ways without it', async () => {
    const { hub, sent } = fakeHub(hubWith(new Set(['lab'])))
    await failure(HubServerError, hub.users.delete('ada'))
    expect(sent).toHaveLength(1)
  })

  test('says that there is no such user, and that there is no such option', async () => {
    const { hub, sent } = fakeHub(() => hubError(404, null))
    await failure(NotFoundError, hub.users.delete('ada', { stopServers: true }))
    expect(sent).toHaveLength(1)
    await failure(HubConfigError, hub.users.delete('ada', { stopserver: true } as never))
    expect(sent).toHaveLength(1)
  })
})
