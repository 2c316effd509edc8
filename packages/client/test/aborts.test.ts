import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CallOptions, JupyterHub, Middleware } from '../src/index.ts'
import { reasonOf } from './support/failure.ts'
import { refused } from './support/answers.ts'
import { fakeHub, hang, hubError, json } from './support/fake-hub.ts'
import type { Answerer } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { signalled } from './support/signalled.ts'

type Call = (hub: JupyterHub, options: CallOptions) => Promise<unknown>

const calls: [string, Call][] = [
  ['a call', (hub, options) => hub.users.get('ada', options)],
  ['a deletion', (hub, options) => hub.users.delete('ada', options)],
  ['a list', (hub, options) => hub.users.list(options).toArray()],
  ['the first of a list', (hub, options) => hub.users.list(options).first()],
  [
    'a stream',
    (hub, options) => hub.servers.progress('ada', '', options)[Symbol.asyncIterator]().next(),
  ],
  ['a request of one’s own', (hub, options) => hub.request({ path: '/x' }, options)],
]

/** What the call rejects with when its caller gives up once the given promise resolves. */
async function abortOn(stage: Promise<unknown>, hub: JupyterHub, call: Call): Promise<boolean> {
  const controller = new AbortController()
  const reason = { why: 'the user left' }
  const rejected = reasonOf(call(hub, { signal: controller.signal }))
  await stage
  controller.abort(reason)
  return (await rejected) === reason
}

const opened = { 'content-type': 'text/event-stream' }
const endless = (): Response => new Response(new ReadableStream(), { headers: opened })

describe.each(calls)('%s that its caller aborts rejects with the very reason', (_, call) => {
  test('before anything is sent', async () => {
    const { hub, sent } = fakeHub(() => json([]))
    const reason = { why: 'the user left' }
    expect(await reasonOf(call(hub, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(sent).toHaveLength(0)
  })

  test('while the token is awaited', async () => {
    const { promise, resolve } = signalled()
    const token = () => {
      resolve()
      return new Promise<string>(() => {})
    }
    const { hub, sent } = fakeHub(() => json([]), { token })
    expect(await abortOn(promise, hub, call)).toBe(true)
    expect(sent).toHaveLength(0)
  })

  test.each<[string, Answerer]>([
    ['the answer is awaited', hang],
    ['a fetch that ignores its signal is awaited', () => new Promise(() => {})],
    ['the body is read', endless],
    ['the body of an error is read', () => new Response(new ReadableStream(), { status: 500 })],
  ])('while %s', async (__, answer) => {
    const { promise, resolve } = signalled()
    const { hub } = fakeHub((request, number) => {
      // A turn later, so that the answer is being read.
      setTimeout(resolve)
      return answer(request, number)
    })
    expect(await abortOn(promise, hub, call)).toBe(true)
  })

  test('while a repeat is waited for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    const { promise, resolve } = signalled()
    const { hub, sent } = fakeHub((request, number) => {
      setTimeout(resolve, 50)
      return refused(request, number)
    })
    expect(await abortOn(promise, hub, call)).toBe(true)
    vi.restoreAllMocks()
    expect(sent).toHaveLength(1)
  })
})

describe('an abort', () => {
  test('in the wait before a repeat ends it at once', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const controller = new AbortController()
    const { hub, sent } = fakeHub(() => hubError(429, 'Wait', { 'retry-after': '30' }))
    const rejected = reasonOf(hub.servers.start('ada', {}, { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10_000)
    controller.abort('enough')
    expect(await rejected).toBe('enough')
    expect(vi.getTimerCount()).toBe(0)
    expect(sent).toHaveLength(1)
  })

  test.each([null, 0, '', 'left', new Error('left')])(
    'for the reason %j keeps it',
    async (reason) => {
      const controller = new AbortController()
      const rejected = reasonOf(fakeHub(hang).hub.whoami({ signal: controller.signal }))
      controller.abort(reason)
      expect(await rejected).toBe(reason)
    },
  )

  test('in the middle of a list rejects the next step', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const { hub } = fakeHub((request) => {
      const offset = Number(request.query.get('offset'))
      if (offset > 0) return hang(request)
      const next = { offset: 1, limit: 1 }
      return json({ items: [{ name: 'ada' }], _pagination: { offset, limit: 1, total: 9, next } })
    })
    const iterator = hub.users.list({ signal: controller.signal })[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toEqual({ name: 'ada' })
    const rejected = reasonOf(iterator.next())
    controller.abort(reason)
    expect(await rejected).toBe(reason)
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  test('closes the connection of the hub that is answering', async () => {
    const controller = new AbortController()
    const closed = signalled()
    const url = await serve((request, response) => {
      response.on('close', closed.resolve)
      controller.abort('enough')
      request.resume()
    })
    const call = clientOf(url).users.get('ada', { signal: controller.signal })
    expect(await reasonOf(call)).toBe('enough')
    await closed.promise
  })

  test('in the middle of a stream from a real hub closes it', async () => {
    const controller = new AbortController()
    const closed = signalled()
    const url = await serve((_, response) => {
      response.writeHead(200, opened)
      response.write('data: {"progress": 0}\n\n')
      response.on('close', closed.resolve)
    })
    const { signal } = controller
    const events = clientOf(url).servers.progress('ada', '', { signal })[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ progress: 0 })
    const rejected = reasonOf(events.next())
    controller.abort('enough')
    expect(await rejected).toBe('enough')
    await closed.promise
  })

  test('is never repeated, though the connection is lost with it', async () => {
    const controller = new AbortController()
    const { hub, sent } = fakeHub(({ signal }) => {
      controller.abort('enough')
      return Promise.reject(signal.reason)
    })
    expect(await reasonOf(hub.users.get('ada', { signal: controller.signal }))).toBe('enough')
    expect(sent).toHaveLength(1)
  })

  test('after the answer changes nothing', async () => {
    const controller = new AbortController()
    const { hub, sent } = fakeHub(() => json({ name: 'ada' }))
    expect(await hub.whoami({ signal: controller.signal })).toEqual({ name: 'ada' })
    controller.abort()
    expect(sent[0]?.signal.aborted).toBe(false)
  })

  test('reaches middleware through the request', async () => {
    const controller = new AbortController()
    let seen: unknown
    const waiting: Middleware = (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => {
          seen = request.signal.reason
          reject(new Error('stopped'))
        })
        controller.abort('enough')
      })
    const { hub } = fakeHub(() => json({}), { middleware: [waiting] })
    expect(await reasonOf(hub.whoami({ signal: controller.signal }))).toBe('enough')
    expect(seen).toBe('enough')
  })
})
