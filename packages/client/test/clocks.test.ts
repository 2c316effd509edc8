import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { HubConnectionError, HubServerError, HubTimeoutError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError, json } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'
import { loadParts } from './support/loaded.ts'
import { clientOf, serve } from './support/serve.ts'

/** Answers with a head and a body that never ends, whatever the signal says. */
const stalling: Answerer = () => new Response(new ReadableStream(), { status: 200 })
const stallingError: Answerer = () =>
  new Response(new ReadableStream(), { status: 404, headers: { 'x-jupyterhub-version': '5.5.1' } })
const deaf: Answerer = () => new Promise(() => {})

/** Answers after a while of the faked clock. */
const after =
  (ms: number, answer: () => Response): Answerer =>
  ({ signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      setTimeout(() => resolve(answer()), ms)
    })

function fakeTimers(): void {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  onTestFinished(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
}

/** The timeout of a call under faked timers, and when it came. */
async function timeoutOf(call: () => Promise<unknown>): Promise<[HubTimeoutError, number]> {
  const start = performance.now()
  let took = 0
  const timed = call().finally(() => {
    took = performance.now() - start
  })
  const error = failure(HubTimeoutError, timed)
  await vi.advanceTimersByTimeAsync(300_000)
  return [await error, took]
}

describe('timeout', () => {
  test.each<[string, Answerer]>([
    ['an answer that does not come', hang],
    ['a fetch that ignores its signal', deaf],
    ['a body that stalls', stalling],
    ['the body of an error that stalls', stallingError],
  ])('ends an attempt at %s', async (_, answer) => {
    fakeTimers()
    const { hub, sent } = fakeHub(answer, { timeout: 1500, retries: 0 })
    const [error, took] = await timeoutOf(() => hub.users.get('ada'))
    expect(error).toMatchObject({ clock: 'attempt', ms: 1500, attempts: 1 })
    expect(took).toBe(1500)
    expect(sent[0]?.signal.aborted).toBe(true)
  })

  test('counts the time that middleware and the token function take', async () => {
    fakeTimers()
    const slow = { token: () => new Promise<string>(() => {}), timeout: 700, retries: 0 }
    const [first] = await timeoutOf(() => fakeHub(() => json({}), slow).hub.whoami())
    const middleware = [() => new Promise<Response>(() => {})]
    const [second] = await timeoutOf(() =>
      fakeHub(hang, { timeout: 700, retries: 0, middleware }).hub.whoami(),
    )
    expect([first.ms, second.ms]).toEqual([700, 700])
  })

  test('is a minute unless said otherwise, for each attempt', async () => {
    fakeTimers()
    const { hub, sent } = fakeHub(hang, { retries: 1 })
    const [error, took] = await timeoutOf(() => hub.users.get('ada'))
    expect(error).toMatchObject({ clock: 'attempt', ms: 60_000, attempts: 2 })
    expect(Math.floor(took / 1000)).toBe(120)
    expect(sent).toHaveLength(2)
  })

  test('of a call counts for more than that of the hub', async () => {
    fakeTimers()
    const { hub } = fakeHub(hang, { timeout: 1000, retries: 0 })
    const [error, took] = await timeoutOf(() => hub.whoami({ timeout: 30 }))
    expect([error.ms, took]).toEqual([30, 30])
  })

  test('longer than timers can count is no timeout at once', async () => {
    fakeTimers()
    const { hub } = fakeHub(
      after(1000, () => json({ name: 'ada' })),
      { timeout: 2 ** 40 },
    )
    const call = hub.whoami()
    await vi.advanceTimersByTimeAsync(1000)
    expect(await call).toEqual({ name: 'ada' })
  })

  test('ends an attempt over real sockets, and the connection with it', async () => {
    let closed: Promise<void> | undefined
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"name":')
      closed = new Promise((resolve) => {
        response.on('close', resolve)
      })
    })
    const error = await failure(HubTimeoutError, clientOf(url, { timeout: 100 }).whoami())
    expect(error.message).toContain(`${url}/hub/api/user`)
    await closed
  })
})

describe('totalTimeout', () => {
  test('ends the attempt that is under way', async () => {
    fakeTimers()
    const { hub, sent } = fakeHub(hang, { timeout: 1000, totalTimeout: 2500, retries: 9 })
    const [error, took] = await timeoutOf(() => hub.users.get('ada'))
    expect(error).toMatchObject({ clock: 'total', ms: 2500 })
    expect(took).toBe(2500)
    expect(sent).toHaveLength(3)
  })

  test('ends a call before a wait that would outlast it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    const { hub, sent } = fakeHub(() => hubError(503), { totalTimeout: 400 })
    const error = await failure(HubServerError, hub.users.get('ada'))
    vi.restoreAllMocks()
    expect(error.attempts).toBe(1)
    expect(sent).toHaveLength(1)
  })

  test('counts over all requests that a call makes', async () => {
    fakeTimers()
    const slowly = after(600, () => json({ version: '5.5.1', servers: { '': { name: '' } } }))
    const calls: ((hub: JupyterHub) => Promise<unknown>)[] = [
      (hub) => hub.servers.get('ada', '', { totalTimeout: 1000 }),
      (hub) => hub.servers.start('ada', { options: {} }, { totalTimeout: 1000 }),
      (hub) => hub.tokens.create('ada', { scopes: [] }, { totalTimeout: 1000 }),
    ]
    for (const call of calls) {
      const [error, took] = await timeoutOf(() => call(fakeHub(slowly, { retries: 0 }).hub))
      expect(error).toMatchObject({ clock: 'total', ms: 1000 })
      expect(took).toBe(1000)
    }
  })

  test('of the hub does not cut a stream, which counts silence only', async () => {
    await loadParts()
    fakeTimers()
    const encoder = new TextEncoder()
    const { hub } = fakeHub(
      () => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            let progress = 0
            const timer = setInterval(() => {
              progress += 10
              const event = progress < 100 ? { progress } : { progress, ready: true }
              controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`))
              if (progress === 100) clearInterval(timer)
            }, 8000)
          },
        })
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
      },
      { totalTimeout: 20_000 },
    )
    const collected = (async () => {
      const events = []
      for await (const event of hub.servers.progress('ada')) events.push(event)
      return events
    })()
    await vi.advanceTimersByTimeAsync(80_000)
    expect(await collected).toHaveLength(10)
  })
})

describe('a clock', () => {
  test('is stopped when the call ends, however it ends', async () => {
    fakeTimers()
    for (const answer of [
      () => json({}),
      () => hubError(404),
      () => Promise.reject(new Error('x')),
    ]) {
      const { hub } = fakeHub(answer, { totalTimeout: 90_000, retries: 0 })
      await Promise.allSettled([hub.whoami(), hub.users.delete('ada'), hub.users.list().first()])
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  test('that ran out is a lost connection to those who do not care', async () => {
    fakeTimers()
    const { hub } = fakeHub(hang, { timeout: 5, retries: 0 })
    const error = failure(HubConnectionError, hub.whoami())
    await vi.advanceTimersByTimeAsync(5)
    expect((await error).code).toBe('timeout')
  })
})
