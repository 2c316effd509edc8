import { beforeAll, describe, expect, test } from 'vitest'
import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubError,
  HubTimeoutError,
  RateLimitedError,
  SpawnFailedError,
  UnsupportedError,
} from '../src/index.ts'
import type { ServerOutcome } from '../src/index.ts'
import { classHub, fullForever } from './support/class-hub.ts'
import { failure, reasonOf } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'
import { shown } from './support/shown.ts'
import { ended, lab, spawnHub } from './support/spawn-hub.ts'
import { loadParts } from './support/loaded.ts'
import type { SpawnHub } from './support/spawn-hub.ts'

beforeAll(loadParts)

const version = { 'x-jupyterhub-version': '6.0.1' }

const event = (value: object) =>
  new Response(`data: ${JSON.stringify(value)}\n\n`, {
    headers: { ...version, 'content-type': 'text/event-stream' },
  })

describe('ensureRunning', () => {
  test('passes on what the stream is refused with', async () => {
    const it = spawnHub({
      instead: (what) =>
        what === 'progress' ? hubError(403, 'Missing or invalid credentials.', version) : undefined,
    })
    const error = await ended(failure(ForbiddenError, lab(it).ensureRunning()), it.clock)
    expect(error.message).toBe('Missing or invalid credentials.')
  })

  test('rejects with the caller’s own reason, though it be an error of ours', async () => {
    const details = { method: 'GET', path: '/', url: 'u', attempts: 1 }
    const reasons = [
      new HubTimeoutError('total', 5, details),
      new BadRequestError('mine', { ...details, status: 400 }),
      new RateLimitedError('mine', { ...details, status: 429 }),
    ]
    for (const reason of reasons) {
      for (let stage = 0; stage < 30; stage += 1) {
        const it = spawnHub({ spawnMs: 4000, stopMs: 900 })
        it.state = 'ready'
        await it.send('DELETE', '/users/ada/servers/lab')
        const controller = new AbortController()
        const call = reasonOf(lab(it).ensureRunning({ signal: controller.signal }))
        await it.clock.tick(stage * 130)
        controller.abort(reason)
        await it.clock.tick(0)
        expect(await call).toBe(reason)
      }
    }
  })

  test('does not take a hub at its word that says "again at once"', async () => {
    const it = spawnHub({
      instead: (what) =>
        what === 'start' ? hubError(429, 'Too many', { 'retry-after': '0' }) : undefined,
    })
    const call = lab(it).ensureRunning({ totalTimeout: 20_000 })
    await ended(failure(RateLimitedError, call), it.clock)
    expect(it.sent.filter((what) => what === 'start').length).toBeLessThan(22)
  })

  test('says which clock ran out when a hub does not answer any more', async () => {
    const it = spawnHub({
      instead: (what, number) =>
        what === 'look' && number > 1 ? new Promise<never>(() => {}) : undefined,
      spawnMs: 1e6,
    })
    const call = lab(it).ensureRunning({ timeout: 5000 })
    const error = await ended(failure(HubTimeoutError, call), it.clock)
    expect(error).toMatchObject({ clock: 'attempt', ms: 5000 })
  })

  test('is not misled by how the start before it ended', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what === 'progress' && number === 1) {
          return event({ progress: 100, failed: true, message: 'Spawn failed: an earlier start' })
        }
        if (what !== 'start' || number > 1) return undefined
        return new Promise((resolve) => {
          self.clock.after(2600, () => void self.send('POST', '/again').then(resolve))
        })
      },
    })
    const { server } = await ended(lab(it).ensureRunning(), it.clock)
    expect(server.ready).toBe(true)
    expect(it.sent.filter((what) => what === 'start')).toHaveLength(2)
  })

  test('does not take a start of somebody else’s for its own', async () => {
    const it = spawnHub({
      instead(what, number, self) {
        if (what !== 'start' || number > 1) return undefined
        self.state = 'spawn'
        self.userOptions = { profile: 'cpu' }
        return new Response('', { status: 202, headers: version })
      },
    })
    const call = lab(it).ensureRunning({ options: { profile: 'gpu' } })
    const error = await ended(failure(SpawnFailedError, call), it.clock)
    expect(error.message).toContain('other options')
  })

  test('keeps a 429 that was waited out to itself', async () => {
    const it = spawnHub({
      spawnMs: 1e7,
      instead: (what, number) =>
        what === 'start' && number === 1
          ? hubError(429, 'Too many', { 'retry-after': '2' })
          : undefined,
    })
    const call = lab(it).ensureRunning({ totalTimeout: 30_000 })
    const error = await ended(failure(HubTimeoutError, call), it.clock)
    expect(error.clock).toBe('total')
  })

  test('shows no token that a spawner repeats', async () => {
    const it = spawnHub({
      instead: (what) =>
        what === 'progress'
          ? event({ progress: 100, failed: true, message: `bad header: token ${canary}` })
          : undefined,
      failure: 'no',
    })
    const error = await ended(failure(SpawnFailedError, lab(it).ensureRunning()), it.clock)
    expect(shown(error)).not.toContain(canary)
    expect(error.message).toContain('[redacted]')
  })

  test.each([100, 400])(
    'with waitForRoute is late when no route comes: a visit takes %i ms',
    async (ms) => {
      const it = spawnHub()
      it.state = 'ready'
      const { fetch, clock } = routeless(it, ms)
      const hub = it.hub.with({ fetch })
      const call = hub
        .server('ada', 'lab')
        .ensureRunning({ waitForRoute: true, totalTimeout: 5000 })
      const error = await ended(failure(HubTimeoutError, call), clock)
      expect(error.clock).toBe('total')
      expect(clock.now()).toBeLessThanOrEqual(6000)
    },
  )

  test('with waitForRoute waits until another than the hub answers', async () => {
    const it = spawnHub()
    it.state = 'ready'
    let visits = 0
    const { fetch } = routeless(it, 10, () => {
      visits += 1
      return visits > 3
    })
    const hub = it.hub.with({ fetch })
    await ended(hub.server('ada', 'lab').ensureRunning({ waitForRoute: true }), it.clock)
    expect(visits).toBe(4)
  })
})

/** A `fetch` for a hub whose proxy leads to itself: to the hub by another name. */
function routeless(it: SpawnHub, ms: number, isRouted: () => boolean = () => false) {
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/hub/api')) {
      return it.send(init.method ?? 'GET', pathname.slice('/hub/api'.length))
    }
    expect(new Headers(init.headers).has('authorization')).toBe(false)
    await new Promise<void>((resolve) => {
      it.clock.after(ms, resolve)
    })
    if (isRouted()) return new Response('a notebook')
    const location = `https://public.example.org/hub${pathname}`
    return new Response(null, { status: 302, headers: { location } })
  }
  return { fetch, clock: it.clock }
}

test('restart does not stop a server for a start that cannot be', async () => {
  const it = spawnHub({ version: '5.5.1' })
  it.state = 'ready'
  await failure(UnsupportedError, lab(it).restart({ display_name: 'Lab' }))
  await failure(HubConfigError, lab(it).restart({ options: 'gpu' as never }))
  expect(it.state).toBe('ready')
})

test('ensureAbsent says that a server stays, where a proxy drops the body of a DELETE', async () => {
  const it = spawnHub({
    instead: (what) =>
      what === 'stop' ? new Response(null, { status: 204, headers: version }) : undefined,
  })
  it.state = 'stopped'
  const error = await ended(failure(HubError, lab(it).ensureAbsent()), it.clock)
  expect(error).toMatchObject({ code: 'not_deleted' })
})

describe('many servers', () => {
  test.each(['ada', (async function* nobody() {})()])('are a list: %s', async (targets) => {
    const { hub, starts } = classHub()
    const all = async () => {
      for await (const _ of hub.servers.ensureRunningAll(targets as never)) continue
    }
    await failure(HubConfigError, all())
    expect(starts).toEqual([])
  })

  test('that were put off and never begun again have failed, and say why', async () => {
    const it = classHub()
    it.emulated.faults.add(fullForever)
    const outcomes: ServerOutcome[] = []
    const read = async () => {
      const call = it.hub.servers.ensureRunningAll(['s0'], { totalTimeout: 20_000 })
      for await (const outcome of call) outcomes.push(outcome)
    }
    await ended(read(), it.clock)
    expect(outcomes).toMatchObject([{ outcome: 'failed', error: { code: 'rate_limited' } }])
  })
})

describe('users.delete with stopServers', () => {
  test('goes on with nothing when a server cannot be stopped', async () => {
    const requests: string[] = []
    const it = spawnHub()
    const { hub } = fakeHub(
      ({ method, path }) => {
        requests.push(`${method} ${path}`)
        if (method === 'DELETE' && path.endsWith('/a')) return hubError(403, 'No')
        if (method === 'DELETE') return new Response('', { status: 202 })
        const pending = { name: 'b', ready: false, pending: 'stop' }
        return json({ servers: { a: { name: 'a', ready: true, pending: null }, b: pending } })
      },
      { clock: it.clock },
    )
    await ended(failure(ForbiddenError, hub.users.delete('ada', { stopServers: true })), it.clock)
    const { length } = requests
    await it.clock.tick(60_000)
    expect(requests).toHaveLength(length)
    expect(it.clock.waiting).toBe(0)
  })

  test('does not make a deletion again that failed though nothing runs', async () => {
    const it = spawnHub()
    const { hub, sent } = fakeHub(
      ({ method }) => (method === 'DELETE' ? hubError(500, null) : json({ servers: {} })),
      { clock: it.clock },
    )
    await ended(reasonOf(hub.users.delete('ada', { stopServers: true })), it.clock)
    expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })
})

describe('createMany', () => {
  test('sends nothing once its time is up', async () => {
    const it = spawnHub()
    const { hub, sent } = fakeHub(() => new Promise<never>(() => {}), { clock: it.clock })
    const call = hub.users.createMany(['a'], {}, { totalTimeout: 100 })
    await ended(failure(HubTimeoutError, call), it.clock)
    expect(sent).toHaveLength(1)
  })

  test('does not split a name that holds a comma', async () => {
    const { hub } = fakeHub(({ body }) => {
      const { usernames } = JSON.parse(body ?? '') as { usernames: string[] }
      return usernames.includes('x, y')
        ? hubError(400, 'Invalid username: x, y')
        : json(
            usernames.map((name) => ({ name })),
            { status: 201 },
          )
    })
    const made = await hub.users.createMany(['x, y', 'x', 'z'])
    expect(made.map(({ outcome }) => outcome)).toEqual(['invalid', 'created', 'created'])
  })

  test('passes on a refusal that is not about a name', async () => {
    const { hub, sent } = fakeHub(() => hubError(400, 'admin must be a bool'))
    await failure(BadRequestError, hub.users.createMany(['a', 'b']))
    expect(sent).toHaveLength(1)
  })
})
