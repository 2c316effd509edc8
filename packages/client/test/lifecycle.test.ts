import { beforeAll, describe, expect, test } from 'vitest'
import {
  ForbiddenError,
  HubConfigError,
  HubConnectionError,
  HubError,
  HubTimeoutError,
  RateLimitedError,
  SpawnFailedError,
} from '../src/index.ts'
import type { ProgressEvent } from '../src/index.ts'
import { failure, reasonOf, thrown } from './support/failure.ts'
import { hubError } from './support/fake-hub.ts'
import { ended, lab, spawnHub } from './support/spawn-hub.ts'
import { loadParts } from './support/loaded.ts'

beforeAll(loadParts)

describe('ensureRunning', () => {
  test('looks at a server that is ready, and does no more', async () => {
    const it = spawnHub()
    it.state = 'ready'
    const { server, timeline } = await lab(it).ensureRunning()
    expect(server).toMatchObject({ name: 'lab', ready: true })
    expect(timeline).toEqual([{ ms: 0, what: 'ready' }])
    expect(it.sent).toEqual(['look'])
  })

  test.each(['6.0.1', '5.5.1', '2.3.1'])(
    'starts one that is not there on hub %s',
    async (version) => {
      const it = spawnHub({ version })
      const events: ProgressEvent[] = []
      const { server, timeline } = await ended(
        lab(it).ensureRunning({ options: { a: 1 }, onProgress: (event) => events.push(event) }),
        it.clock,
      )
      expect(server.ready).toBe(true)
      expect(it.userOptions).toEqual({ a: 1 })
      expect(events).toMatchObject([{ progress: 0 }, { progress: 100, ready: true }])
      expect(timeline).toMatchObject([
        { ms: 0, what: 'requested' },
        { ms: 0, what: 'progress', event: { progress: 0 } },
        { ms: 1000, what: 'progress', event: { ready: true } },
        { ms: 1000, what: 'ready' },
      ])
      expect(it.sent.filter((what) => what.startsWith('start'))).toHaveLength(1)
      expect(it.clock.waiting).toBe(0)
    },
  )

  test('joins a start that is under way, and sends none of its own', async () => {
    const it = spawnHub()
    await it.send('POST', '/users/ada/servers/lab')
    it.sent.length = 0
    await ended(lab(it).ensureRunning(), it.clock)
    expect(it.sent).toEqual(['look', 'progress', 'look'])
  })

  test('waits for a stop to end before it starts', async () => {
    const it = spawnHub({ stopMs: 1500 })
    it.state = 'ready'
    await it.send('DELETE', '/users/ada/servers/lab')
    await ended(lab(it).ensureRunning(), it.clock)
    expect(it.state).toBe('ready')
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(1)
  })

  test('takes a server that somebody else started meanwhile', async () => {
    const it = spawnHub({
      instead(what, _, self) {
        if (what !== 'start') return undefined
        self.state = 'ready'
        return hubError(400, 'ada:lab is already running', { 'x-jupyterhub-version': '6.0.1' })
      },
    })
    const { server } = await ended(lab(it).ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent).toEqual(['look', 'start', 'look'])
  })

  test('does not take 201 for a proof', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what !== 'start' || number > 1) return undefined
        self.state = 'spawn'
        self.clock.after(2000, () => {
          self.state = 'ready'
        })
        return new Response('', { status: 201, headers: { 'x-jupyterhub-version': '6.0.1' } })
      },
    })
    const { timeline } = await ended(lab(it).ensureRunning(), it.clock)
    expect(timeline.at(-1)?.ms).toBeGreaterThanOrEqual(2000)
  })

  test('says why a start failed, and what had happened', async () => {
    const it = spawnHub({ failure: 'no room' })
    const error = await ended(failure(SpawnFailedError, lab(it).ensureRunning()), it.clock)
    expect(error.message).toBe(
      "ada's server lab did not start: no room (after 1.0 s, at 0 %: Server requested)",
    )
    expect(error).toMatchObject({ code: 'spawn_failed', user: 'ada', server: 'lab' })
    expect(error.events).toMatchObject([{ progress: 0 }, { failed: true }])
  })

  test('asks the stream why, where the answer to the start does not say', async () => {
    const it = spawnHub({
      version: '5.5.1',
      spawnMs: 1,
      failure: 'no room',
      instead(what, number, self) {
        if (what !== 'start' || number > 1) return undefined
        return self
          .send('POST', '/again')
          .then(() => self.clock.tick(1))
          .then(() => hubError(500, 'error', { 'x-jupyterhub-version': '5.5.1' }))
      },
    })
    const error = await ended(failure(SpawnFailedError, lab(it).ensureRunning()), it.clock)
    expect(error.message).toContain('did not start: no room')
    expect(error.cause).toMatchObject({ status: 500 })
  })

  test('refuses a server that runs with other options, and takes one with more', async () => {
    const it = spawnHub()
    it.state = 'ready'
    it.userOptions = { profile: 'cpu', extra: true }
    const error = await failure(
      SpawnFailedError,
      lab(it).ensureRunning({ options: { profile: 'gpu' } }),
    )
    expect(error.message).toMatch(/other options/)
    await lab(it).ensureRunning({ options: { profile: 'cpu' } })
    expect(it.sent).toEqual(['look', 'look'])
  })

  test('waits as the hub asks when too many start, and starts again', async () => {
    const busy = () => hubError(429, 'Too many', { 'retry-after': '7' })
    const it = spawnHub({ instead: (what, n) => (what === 'start' && n < 3 ? busy() : undefined) })
    const { timeline } = await ended(lab(it).ensureRunning(), it.clock)
    expect(timeline.filter(({ what }) => what === 'throttled')).toHaveLength(2)
    expect(timeline.at(-1)?.ms).toBe(15_000)
  })

  test('says that it would have to wait for longer than there is time', async () => {
    const it = spawnHub({
      instead: (what) =>
        what === 'start' ? hubError(429, 'Too many', { 'retry-after': '60' }) : undefined,
    })
    const call = lab(it).ensureRunning({ totalTimeout: 30_000 })
    const error = await ended(failure(RateLimitedError, call), it.clock)
    expect(error.retryAfterMs).toBe(60_000)
    expect(it.clock.now()).toBeLessThan(30_000)
  })

  test('looks before it repeats a start whose answer was lost', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what !== 'start' || number > 1) return undefined
        return self.send('POST', '/again').then(() => {
          throw new TypeError('fetch failed')
        })
      },
    })
    const { server } = await ended(lab(it).ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent).toEqual(['look', 'start', 'start', 'look', 'progress', 'look'])
  })

  test('starts again what a restart of the hub has lost', async () => {
    const gone = () => new Response('Service Unavailable', { status: 503 })
    let isDown = false
    const it = spawnHub({
      spawnMs: 3000,
      instead(what, number, self) {
        if (what === 'progress' && number === 1) {
          // The hub dies here, and comes back with an empty head.
          isDown = true
          self.clock.after(2500, () => {
            isDown = false
            self.state = 'stopped'
          })
        }
        return isDown ? gone() : undefined
      },
    })
    const { server } = await ended(lab(it).ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
  })

  test('polls where a proxy holds the stream back', async () => {
    const it = spawnHub({
      spawnMs: 4000,
      instead: (what) =>
        what === 'progress' ? new Response(new ReadableStream(), { status: 200 }) : undefined,
    })
    const { timeline } = await ended(lab(it).ensureRunning(), it.clock)
    expect(timeline.at(-1)?.ms).toBeLessThanOrEqual(6000)
    expect(it.clock.waiting).toBe(0)
  })

  test('does without the stream where a proxy cuts it every time', async () => {
    const it = spawnHub({
      spawnMs: 20_000,
      instead: (what) =>
        what === 'progress'
          ? new Response('\n\n', { headers: { 'content-type': 'text/event-stream' } })
          : undefined,
    })
    await ended(lab(it).ensureRunning(), it.clock)
    expect(it.sent.filter((what) => what === 'progress')).toHaveLength(3)
    expect(it.sent.length).toBeLessThan(40)
  })

  test('gives up on a hub that is out of reach for a minute, with the reason', async () => {
    const it = spawnHub({ instead: () => Promise.reject(new TypeError('fetch failed')) })
    const error = await ended(failure(HubConnectionError, lab(it).ensureRunning()), it.clock)
    expect(error.message).toContain('fetch failed')
    expect(it.clock.now()).toBeGreaterThan(59_000)
    expect(it.clock.now()).toBeLessThan(65_000)
  })

  test('ends when its time is up, and says where it was', async () => {
    const it = spawnHub({ spawnMs: 1e6 })
    const call = lab(it).ensureRunning({ totalTimeout: 30_000 })
    const error = await ended(failure(HubTimeoutError, call), it.clock)
    expect(error).toMatchObject({ clock: 'total', ms: 30_000 })
    expect(error.message).toContain('at 0 %: Server requested')
    // The hub's own: it starts on.
    expect(it.clock.waiting).toBe(1)
  })

  test('has ten minutes unless told otherwise', async () => {
    const it = spawnHub({ spawnMs: 1e7 })
    const error = await ended(failure(HubTimeoutError, lab(it).ensureRunning()), it.clock)
    expect(error.ms).toBe(600_000)
  })

  test('rejects with the caller’s own reason at every stage, and leaves no alarm', async () => {
    for (let stage = 0; stage < 60; stage += 1) {
      const it = spawnHub({ spawnMs: 4000, stopMs: 900 })
      it.state = 'ready'
      await it.send('DELETE', '/users/ada/servers/lab')
      const controller = new AbortController()
      const reason = new Error(`stage ${stage}`)
      const call = reasonOf(lab(it).ensureRunning({ signal: controller.signal }))
      await it.clock.tick(stage * 70)
      controller.abort(reason)
      await it.clock.tick(0)
      expect(await call).toBe(reason)
      // One is the hub's own, while it is about something.
      expect(it.clock.waiting).toBe(['spawn', 'stop'].includes(it.state) ? 1 : 0)
    }
  })

  test('ends with what onProgress throws', async () => {
    const it = spawnHub()
    const problem = new Error('the bar is broken')
    const onProgress = () => {
      throw problem
    }
    expect(await ended(reasonOf(lab(it).ensureRunning({ onProgress })), it.clock)).toBe(problem)
  })

  test('passes on what the hub refuses', async () => {
    const refused = () =>
      hubError(403, 'Action is not authorized with current scopes; requires any of [servers]')
    const it = spawnHub({ instead: (what) => (what === 'start' ? refused() : undefined) })
    const error = await ended(failure(ForbiddenError, lab(it).ensureRunning()), it.clock)
    expect(error.requiredScopes).toEqual(['servers'])
    expect(it.sent).toEqual(['look', 'start'])
  })

  test('refuses options that do not exist before anything is sent', async () => {
    const it = spawnHub()
    await failure(HubConfigError, lab(it).ensureRunning({ profile: 'gpu' } as never))
    await failure(HubConfigError, lab(it).ensureStopped({ force: true } as never))
    thrown(HubConfigError, () => it.hub.server('..'))
    thrown(HubConfigError, () => it.hub.server(''))
    expect(it.sent).toEqual([])
  })
})

describe('ensureStopped', () => {
  test('looks at a server that is stopped, and does no more', async () => {
    const it = spawnHub()
    await lab(it).ensureStopped()
    expect(it.sent).toEqual(['look'])
  })

  test('waits until the server has stopped', async () => {
    const it = spawnHub({ stopMs: 2500 })
    it.state = 'ready'
    await ended(lab(it).ensureStopped(), it.clock)
    expect(it.state).toBe('stopped')
    expect(it.clock.now()).toBeGreaterThanOrEqual(2500)
    expect(it.sent.filter((what) => what === 'stop')).toHaveLength(1)
  })

  test('cancels a start, though the hub shows it as ready for a second', async () => {
    const it = spawnHub({
      spawnMs: 60_000,
      instead(what, number, self) {
        if (what !== 'stop' || number > 1) return undefined
        self.state = 'ready'
        self.clock.after(1000, () => {
          self.state = 'stopped'
        })
        return new Response('', { status: 202 })
      },
    })
    await it.send('POST', '/users/ada/servers/lab')
    await ended(lab(it).ensureStopped(), it.clock)
    expect(it.state).toBe('stopped')
    expect(it.sent.filter((what) => what === 'stop')).toHaveLength(1)
  })

  test('waits for a start to end where the hub does not cancel it', async () => {
    const it = spawnHub({ version: '4.1.6', spawnMs: 3000, stopsSpawns: false })
    await it.send('POST', '/users/ada/servers/lab')
    await ended(lab(it).ensureStopped(), it.clock)
    expect(it.state).toBe('stopped')
    expect(it.clock.now()).toBeGreaterThanOrEqual(3000)
  })

  test('looks again when an answer was lost', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what !== 'stop' || number > 1) return undefined
        self.state = 'stopped'
        throw new TypeError('fetch failed')
      },
    })
    it.state = 'ready'
    await ended(lab(it).ensureStopped(), it.clock)
    expect(it.sent).toEqual(['look', 'stop', 'look'])
  })

  test('says so when a server does not stop', async () => {
    const it = spawnHub({
      instead: (what) => (what === 'stop' ? new Response(null, { status: 204 }) : undefined),
    })
    it.state = 'ready'
    const error = await ended(failure(HubError, lab(it).ensureStopped()), it.clock)
    expect(error).toMatchObject({ code: 'not_stopped', message: "ada's server lab does not stop" })
    expect(it.sent.filter((what) => what === 'stop')).toHaveLength(4)
  })

  test('is what the end of a block does', async () => {
    const it = spawnHub()
    it.state = 'ready'
    await lab(it)[Symbol.asyncDispose]()
    expect(it.state).toBe('stopped')
  })
})

describe('restart', () => {
  test('stops, then starts, within one total time', async () => {
    const it = spawnHub({ stopMs: 500 })
    it.state = 'ready'
    const { server } = await ended(lab(it).restart({ options: { a: 1 } }), it.clock)
    expect(server.ready).toBe(true)
    expect(it.userOptions).toEqual({ a: 1 })
    const slow = spawnHub({ stopMs: 7000, spawnMs: 7000 })
    slow.state = 'ready'
    const call = lab(slow).restart({ totalTimeout: 10_000 })
    const error = await ended(failure(HubTimeoutError, call), slow.clock)
    expect(error.clock).toBe('total')
    expect(slow.clock.now()).toBeLessThanOrEqual(11_000)
  })
})

describe('ensureAbsent', () => {
  test.each(['6.0.1', '5.5.1', '2.3.1'])(
    'stops and deletes a server on hub %s',
    async (version) => {
      const it = spawnHub({ version, stopMs: 1200 })
      it.state = 'ready'
      await ended(lab(it).ensureAbsent(), it.clock)
      expect(it.state).toBe('absent')
      expect(it.sent.filter((what) => what === 'remove')).toHaveLength(1)
    },
  )

  test('deletes one that is stopped', async () => {
    const it = spawnHub()
    it.state = 'stopped'
    await lab(it).ensureAbsent()
    expect(it.state).toBe('absent')
  })

  test('has patience with a hub that fails while somebody else cancels the start', async () => {
    const it = spawnHub({
      instead: (what, _, self) =>
        what === 'stop' && self.clock.now() < 2000
          ? hubError(500, null, { 'x-jupyterhub-version': '6.0.1' })
          : undefined,
    })
    it.state = 'ready'
    await ended(lab(it).ensureAbsent(), it.clock)
    expect(it.state).toBe('absent')
  })

  test('is refused for the default server', async () => {
    const it = spawnHub()
    await failure(HubConfigError, it.hub.server('ada').ensureAbsent())
    expect(it.sent).toEqual([])
  })
})

describe('status', () => {
  test.each(['absent', 'stopped', 'spawn', 'ready', 'stop', 'check'] as const)(
    'tells that a server is %s',
    async (state) => {
      const it = spawnHub()
      it.state = state
      const status = await lab(it).status()
      expect(status.state).toBe(state)
      expect(status.server === undefined).toBe(state === 'absent')
    },
  )
})

test('url is told without a request', () => {
  const { hub, sent } = spawnHub()
  expect(hub.server('ada').url).toBe('https://hub.example.org/user/ada/')
  expect(hub.server('b@x.org', 'lab').url).toBe('https://hub.example.org/user/b%40x.org/lab/')
  expect(hub.server('ada', 'lab')).toMatchObject({ user: 'ada', name: 'lab' })
  expect(sent).toEqual([])
})
