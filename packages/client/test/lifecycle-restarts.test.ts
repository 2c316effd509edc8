import { createHub, manualClock } from 'jupyterhub-emulator'
import { beforeAll, describe, expect, test } from 'vitest'
import { HubError, JupyterHub, SpawnFailedError } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { ended, spawnHub } from './support/spawn-hub.ts'
import { loadParts } from './support/loaded.ts'
import type { SpawnHub, SpawnHubOptions } from './support/spawn-hub.ts'

beforeAll(loadParts)

type Instead = NonNullable<SpawnHubOptions['instead']>

const eventStream = { headers: { 'content-type': 'text/event-stream' } }

/** A stream that tells of the start and stays open, which may say more later. */
function openStream(): {
  response: Response
  write: (event: object) => void
  cut: () => void
} {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const write = (event: object) => {
    const text = `data: ${JSON.stringify(event)}\n\n`
    writer.write(new TextEncoder().encode(text)).catch(() => {})
  }
  write({ progress: 50, message: 'Pulling image' })
  const cut = () => void writer.abort(new TypeError('terminated')).catch(() => {})
  return { response: new Response(readable, eventStream), write, cut }
}

describe('a progress stream that a proxy keeps open', () => {
  test('hides no restart of the hub between two looks: what that lost, is started again', async () => {
    const it = spawnHub({
      spawnMs: 8000,
      instead(what, number, self) {
        if (what !== 'progress' || number > 1) return undefined
        // The hub dies, and is back with an empty head before anybody looks.
        self.clock.after(1500, () => void self.send('DELETE', '/users/ada/servers/lab'))
        return openStream().response
      },
    })
    const { server } = await ended(it.hub.server('ada', 'lab').ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
    expect(it.clock.waiting).toBe(0)
  })

  test('may tell of a failure after a look has shown it', async () => {
    const message = 'no room'
    const instead: SpawnHubOptions['instead'] = (what, _, self) => {
      if (what !== 'progress') return undefined
      const { response, write } = openStream()
      const last = { progress: 100, failed: true, message: `Spawn failed: ${message}` }
      self.clock.after(5300, () => write(last))
      return response
    }
    const it = spawnHub({ spawnMs: 4900, failure: message, instead })
    const call = it.hub.server('ada', 'lab').ensureRunning()
    const error = await ended(failure(SpawnFailedError, call), it.clock)
    expect(error.message).toContain('did not start: no room')
    expect(it.sent.filter((what) => what !== 'look')).toEqual(['start', 'progress'])
  })
})

describe('a progress stream that was cut', () => {
  /** A hub whose first stream breaks so many milliseconds after it was opened, when more may happen. */
  const breaking =
    (ms: number, happens: (hub: SpawnHub) => void = () => {}): Instead =>
    (what, number, self) => {
      if (what !== 'progress' || number > 1) return undefined
      const { response, cut } = openStream()
      self.clock.after(ms, () => {
        happens(self)
        cut()
      })
      return response
    }

  test('by a hub that is back before the next look has the start that it forgot begun again', async () => {
    const forget = ({ send }: SpawnHub) => void send('DELETE', '/users/ada/servers/lab')
    const it = spawnHub({ spawnMs: 8000, instead: breaking(1500, forget) })
    const { server } = await ended(it.hub.server('ada', 'lab').ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
    expect(it.clock.waiting).toBe(0)
  })

  test('is no reason to begin a start again that the hub says has failed', async () => {
    const it = spawnHub({ spawnMs: 2000, failure: 'no room', instead: breaking(2100) })
    const call = it.hub.server('ada', 'lab').ensureRunning()
    const error = await ended(failure(SpawnFailedError, call), it.clock)
    expect(error.message).toContain('did not start: no room')
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(1)
  })

  test('each time, by a proxy, does not have a start that fails begun again', async () => {
    const clock = manualClock(0)
    const users = ['ada', { name: 'admin', admin: true, token: 'secret' }]
    const config = { slow_spawn_timeout: 0.2 }
    const emulator = createHub({ version: '5.5', config, users, clock })
    emulator.spawner.script('ada', [{ progress: 10 }, { wait: 1500 }, { fail: 'no room' }])
    const path = '/hub/api/users/{user}/server/progress'
    emulator.faults.add({ method: 'GET', path, trouble: 'reset', times: Infinity })
    const { url, fetch } = emulator
    const hub = new JupyterHub({ url, token: 'secret', fetch, clock })
    await ended(failure(HubError, hub.server('ada').ensureRunning()), clock)
    expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})
