import type { RequestListener, ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  BadRequestError,
  HubConnectionError,
  HubProtocolError,
  HubServerError,
  HubTimeoutError,
} from '../src/index.ts'
import type { JupyterHub, ProgressEvent } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { fakeHub, hang, hubError } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { signalled } from './support/signalled.ts'

const opened = { 'content-type': 'text/event-stream' }
const ready = 'data: {"progress": 100, "ready": true}\n\n'

async function eventsOf(hub: JupyterHub, timeout?: number): Promise<ProgressEvent[]> {
  const events: ProgressEvent[] = []
  const options = timeout === undefined ? {} : { timeout }
  for await (const event of hub.servers.progress('ada', '', options)) events.push(event)
  return events
}

const streaming =
  (write: (response: ServerResponse) => void): RequestListener =>
  (_, response) => {
    response.writeHead(200, opened)
    response.flushHeaders()
    write(response)
  }

/** Writes the text again and again until the response is closed. */
function every(ms: number, response: ServerResponse, text: string): void {
  const timer = setInterval(() => response.write(text), ms)
  response.on('close', () => clearInterval(timer))
}

describe('a progress stream', () => {
  test('asks for events, and for nothing until it is read', async () => {
    const { hub, sent } = fakeHub(() => new Response(ready, { headers: opened }))
    const lab = hub.servers.progress('ada', 'lab')
    expect(sent).toHaveLength(0)
    for await (const event of lab) expect(event.ready).toBe(true)
    await eventsOf(hub)
    expect(sent.map(({ path }) => path)).toEqual([
      '/users/ada/servers/lab/progress',
      '/users/ada/server/progress',
    ])
    expect(sent[0]?.headers.get('accept')).toBe('text/event-stream')
  })

  test('can be read again, which asks again', async () => {
    const { hub, sent } = fakeHub(() => new Response(ready, { headers: opened }))
    const events = hub.servers.progress('ada')
    for await (const _ of events);
    for await (const _ of events);
    expect(sent).toHaveLength(2)
  })

  test.each(['ready', 'failed'])('ends after %s, and closes the connection', async (word) => {
    const closed = signalled()
    const listener = streaming((response) => {
      response.on('close', closed.resolve)
      response.write(`data: {"progress": 50}\n\ndata: {"${word}": true}\n\ndata: {"late": 1}\n\n`)
    })
    expect(await eventsOf(clientOf(await serve(listener)))).toEqual([
      { progress: 50 },
      { [word]: true },
    ])
    await closed.promise
  })

  test('that is left closes the connection', async () => {
    const closed = signalled()
    const listener = streaming((response) => {
      response.on('close', closed.resolve)
      every(50, response, 'data: {"progress": 1}\n\n')
    })
    for await (const event of clientOf(await serve(listener)).servers.progress('ada')) {
      expect(event).toEqual({ progress: 1 })
      break
    }
    await closed.promise
  })

  test.each([
    ['before any event', ''],
    ['between two events', 'data: {"progress": 1}\n\n'],
    ['inside an event', 'data: {"progress": 1}\n\ndata: {"ready": tr'],
    ['before the blank line that ends the last event', 'data: {"ready": true}\n'],
  ])('that ends %s is a lost connection', async (_, text) => {
    const url = await serve(streaming((response) => response.end(text)))
    const error = await failure(HubConnectionError, eventsOf(clientOf(url, { retries: 2 })))
    expect(error.message).toContain(`${url}/hub/api/users/ada/server/progress`)
    expect(error.attempts).toBe(1)
  })

  test.each(['{"progress":', 'soon', '[]', 'null', '5', ''])(
    'with the event %j is no hub’s',
    async (data) => {
      const url = await serve(streaming((response) => response.write(`data: ${data}\n\n`)))
      const error = await failure(HubProtocolError, eventsOf(clientOf(url)))
      expect(error.message).toMatch(/event/)
    },
  )

  test('gives what came before the event that is broken', async () => {
    const url = await serve(
      streaming((response) => response.write('data: {"progress": 1}\n\ndata: {\n\n')),
    )
    const events = clientOf(url).servers.progress('ada')[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ progress: 1 })
    await failure(HubProtocolError, events.next())
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  test('without end and without events is given up', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode(`data: ${'x'.repeat(100_000)}\ndata: `))
      },
    })
    const { hub } = fakeHub(() => new Response(body, { headers: opened }))
    expect((await failure(HubProtocolError, eventsOf(hub))).message).toMatch(/1 MB/)
  })

  test('of a server that is not starting is the hub’s error', async () => {
    const { hub } = fakeHub(() => hubError(400, 'ada is not starting...'))
    expect((await failure(BadRequestError, eventsOf(hub))).message).toBe('ada is not starting...')
  })

  test('that cannot be opened is tried again, one that is open is not', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { hub, sent } = fakeHub((_, number) => (number < 3 ? hubError(503) : new Response(ready)))
    expect(await eventsOf(hub)).toHaveLength(1)
    expect(sent).toHaveLength(3)
    const { hub: down } = fakeHub(() => hubError(503))
    expect((await failure(HubServerError, eventsOf(down))).attempts).toBe(3)
    vi.restoreAllMocks()
  })
})

describe('the idle clock of a stream', () => {
  test('is kept going by blank lines', async () => {
    const listener = streaming((response) => {
      every(30, response, '\n\n')
      setTimeout(() => response.write(ready), 600)
    })
    expect(await eventsOf(clientOf(await serve(listener)), 200)).toHaveLength(1)
  })

  test.each([
    ['before the head', () => {}],
    ['after the head', streaming(() => {})],
    ['after an event', streaming((response) => response.write('data: {"progress": 1}\n\n'))],
    ['inside an event', streaming((response) => response.write('data: {"progr'))],
  ])('ends it in silence %s', async (_, listener: RequestListener) => {
    const url = await serve(listener)
    const error = await failure(HubTimeoutError, eventsOf(clientOf(url), 80))
    expect(error).toMatchObject({ clock: 'idle', ms: 80 })
    expect(error.message).toContain(`${url}/hub/api/users/ada/server/progress`)
  })

  test('is half a minute unless said otherwise', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const { hub } = fakeHub(hang)
    const error = failure(HubTimeoutError, eventsOf(hub))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await error).toMatchObject({ clock: 'idle', ms: 30_000 })
  })

  test('does not count the time that the caller takes over an event', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    let timers: ReturnType<typeof setTimeout>[] = []
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string) => controller.enqueue(new TextEncoder().encode(text))
        write('data: {"progress": 1}\n\n')
        timers = [setInterval(write, 8000, '\n\n'), setTimeout(write, 100_000, ready)]
      },
      cancel() {
        timers.forEach(clearTimeout)
      },
    })
    const { hub } = fakeHub(() => new Response(body, { headers: opened }))
    const seen: ProgressEvent[] = []
    const loop = (async () => {
      for await (const event of hub.servers.progress('ada')) {
        seen.push(event)
        await new Promise((resolve) => {
          setTimeout(resolve, 60_000)
        })
      }
    })()
    const done = Promise.allSettled([loop])
    await vi.advanceTimersByTimeAsync(200_000)
    expect(await done).toEqual([{ status: 'fulfilled', value: undefined }])
    expect(seen).toHaveLength(2)
  })
})
