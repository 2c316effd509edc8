import {
  BadRequestError,
  ForbiddenError,
  HubResponseError,
  HubServerError,
  HubTimeoutError,
  NotFoundError,
} from 'jupyterhub-client'
import type { ProgressEvent } from 'jupyterhub-client'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { caught } from '../src/caught.ts'
import { freshOwner, startReady, untilStopped } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'

const target = theTarget()
const { hub } = target

const slow = { spawner: 'slow', seconds: 1.2 }

/** Has a server started, and comes back as soon as it starts, long before the hub answers the start. */
async function begin(user: string, name = '', options: object = slow): Promise<void> {
  const start = hub.servers.start(user, { name, options: { ...options } })
  onTestFinished(async () => {
    expect(await start).toEqual({ status: 202, pending: true })
  })
  await vi.waitFor(
    async () => {
      const { servers } = await hub.users.get(user)
      expect(servers?.[name]).toMatchObject({ pending: 'spawn' })
    },
    { timeout: 10_000, interval: 20 },
  )
}

async function follow(
  user: string,
  server?: string,
  on = hub,
  options: { timeout?: number } = {},
): Promise<ProgressEvent[]> {
  const events: ProgressEvent[] = []
  for await (const event of on.servers.progress(user, server, options)) events.push(event)
  return events
}

const messages = (events: readonly ProgressEvent[]): unknown[] =>
  events.map(({ message }) => message)

function readyEvent(url: string): ProgressEvent {
  return {
    progress: 100,
    ready: true,
    message: `Server ready at ${url}`,
    html_message: `Server ready at <a href="${url}">${url}</a>`,
    url,
  }
}

describe('the progress of a server', () => {
  test('that starts is told event by event, from the request to ready', async () => {
    const user = await freshOwner('events')
    await begin(user)
    const url = `${target.basePath}user/${user}/`
    const wire = target.raw({ path: `/users/${user}/server/progress` })
    expect(await follow(user)).toEqual([
      { progress: 0, message: 'Server requested' },
      { progress: 10, message: 'Requested resources' },
      { progress: 50, message: 'Pulling image' },
      { progress: 80, message: 'Starting container' },
      readyEvent(url),
    ])
    expect(await hub.servers.get(user)).toMatchObject({ ready: true, url })
    // A blank line more than the events need begins the stream, and keeps its connection alive.
    const { text } = await wire
    expect(text.startsWith('\n\ndata: {"progress": 0')).toBe(true)
    expect(text.endsWith('}\n\n')).toBe(true)
  })

  test('that is silent for long is kept alive by blank lines', { timeout: 60_000 }, async () => {
    const user = await freshOwner('silent')
    await begin(user, '', { spawner: 'slow', seconds: 19 })
    // Shorter than the last half of the start, which has no event; longer than the 8 s between blank lines.
    const timeout = 8500
    const times: number[] = []
    const noteTimes = async (): Promise<void> => {
      for await (const _ of hub.servers.progress(user, '', { timeout })) {
        times.push(performance.now())
      }
    }
    const [{ text }, error] = await Promise.all([
      target.raw({ path: `/users/${user}/server/progress` }),
      caught(follow(user, '', hub, { timeout: 3000 }), HubTimeoutError),
      noteTimes(),
    ])
    const silences = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(Math.max(...silences)).toBeGreaterThan(timeout)
    expect(error).toMatchObject({ clock: 'idle', ms: 3000 })
    // Blank lines after 0, 8 and 16 s, whatever comes between; events after 0, 0, 5, 9.5 and 19 s.
    const wire = text.replaceAll(/data: .+\n\n/g, 'event ').replaceAll('\n\n', 'blank ')
    expect(wire).toBe('blank event event event blank event blank event ')
    expect(times).toHaveLength(5)
  })

  test('that is up is its last event alone, on each of the paths that lead to it', async () => {
    const user = await freshOwner('up')
    await startReady(user)
    await startReady(user, 'lab')
    const url = `${target.basePath}user/${user}/`
    expect(await follow(user)).toEqual([readyEvent(url)])
    expect(await follow(user, 'lab')).toEqual([readyEvent(`${url}lab/`)])
    const { text, headers } = await target.raw({ path: `/users/${user}/servers//progress` })
    expect(headers.get('content-type')).toBe('text/event-stream')
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(text.trim()).toBe(`data: ${text.trim().slice('data: '.length)}`)
    expect(JSON.parse(text.trim().slice('data: '.length))).toEqual(readyEvent(url))
  })

  test('may be followed by several at once; who leaves changes nothing for the others, or the server', async () => {
    const user = await freshOwner('readers')
    await begin(user, 'lab')
    const others = Promise.all([follow(user, 'lab'), follow(user, 'lab')])
    const seen: unknown[] = []
    for await (const { message } of hub.servers.progress(user, 'lab')) {
      seen.push(message)
      break
    }
    expect(seen).toEqual(['Server requested'])
    const [first, second] = await others
    expect(messages(first)).toContain('Starting container')
    expect(messages(second)).toEqual(messages(first))
    expect(await hub.servers.get(user, 'lab')).toMatchObject({ ready: true })
  })

  test('that fails ends with the reason, which is told once more to who comes later', async () => {
    const user = await freshOwner('fails')
    await begin(user, '', { spawner: 'fail-late', seconds: 1.2 })
    const failed = { progress: 100, failed: true, message: 'Spawn failed: the room was taken' }
    const events = await follow(user)
    expect(events.at(0)).toEqual({ progress: 0, message: 'Server requested' })
    expect(events.at(-1)).toEqual(failed)
    expect(await follow(user)).toEqual([failed])
    await untilStopped(user)
  })

  test('that failed at once is that failure', async () => {
    const user = await freshOwner('failed')
    const start = hub.servers.start(user, { name: 'lab', options: { spawner: 'fail' } })
    await caught(start, HubServerError)
    expect(await follow(user, 'lab')).toEqual([
      { progress: 100, failed: true, message: 'Spawn failed: no room for this server' },
    ])
  })

  test('whose start is called off ends with ready, though nothing is up; before hub 5.1 it starts on', async () => {
    const user = await freshOwner('cancel')
    const canStop = target.atLeast('5.1')
    if (canStop) await hub.servers.start(user, { options: { spawner: 'never' } })
    else await begin(user)
    const following = follow(user)
    const stop = hub.servers.stop(user)
    if (!canStop) await caught(stop, BadRequestError)
    expect((await following).at(-1)).toMatchObject({ ready: true })
    // For the second that the hub gives the start to end, it takes the server to be up.
    expect(await hub.servers.get(user)).toMatchObject({ ready: true, pending: null })
    if (!canStop) return
    expect((await stop).status).toBeLessThan(300)
    await untilStopped(user)
    expect((await caught(follow(user), HubResponseError)).status).toBe(404)
  })

  test('that does not start is 404 where it never ran, and 400 where it ran or is being stopped', async () => {
    const user = await freshOwner('idle')
    await caught(follow(user), NotFoundError)
    await caught(follow(user, 'none'), NotFoundError)
    await caught(follow(target.uniqueName('nobody')), NotFoundError)
    await startReady(user, '', { spawner: 'fast', stop_seconds: 1.2 })
    await hub.servers.stop(user)
    const stopping = await caught(follow(user), BadRequestError)
    expect(stopping.message).toBe(`${user} is not starting...`)
    await untilStopped(user)
    const idle = await caught(follow(user), HubResponseError)
    expect([400, 404]).toContain(idle.status)
  })

  test('is hidden from a token that may not see servers', async () => {
    const error = await caught(follow('ada', '', target.as('lister')), ForbiddenError)
    expect(error.requiredScopes).toEqual(target.atLeast('2.0') ? ['read:servers'] : [])
  })
})
