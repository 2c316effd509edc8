import type { ProgressEvent } from 'jupyterhub-client'
import type { Clock } from '../clock.ts'
import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { Hub } from '../hub.ts'
import { serverUrl } from '../models/server.ts'
import { dumps } from '../python/json.ts'
import type { Outcome, Spawn, Spawner } from '../spawn/spawner.ts'
import type { Server } from '../state/server.ts'
import { theUser } from './users.ts'

/** Blank lines keep proxies from taking a silent stream for a dead one. */
const keepAliveMs = 8000

function showProgress(call: Call): Reply {
  const { hub } = call
  const server = theUser(call).servers.get(call.param('server'))
  const spawner = server?.spawner
  if (server === undefined || spawner === undefined || spawner === null) throw new HttpError(404)
  const { spawn } = spawner
  if (spawner.ready) return eventStream(line(readyEvent(hub, server)))
  if (spawn !== null) return eventStream(follow(hub, server, spawner, spawn))
  if (spawner.failure !== null) return eventStream(line(failedEvent(spawner.failure)))
  throw new HttpError(400, `${server.logName} is not starting...`)
}

const eventStreamType = 'text/event-stream'

const eventStream = (body: Reply['body']): Reply => ({
  status: 200,
  contentType: eventStreamType,
  headers: [['cache-control', 'no-cache']],
  // What is sent bit by bit has no hash.
  body: typeof body === 'string' ? new Blob([body]).stream() : body,
})

const line = (event: ProgressEvent): string => `data: ${dumps(event)}\n\n`

/** Tells a start from its beginning until it has ended. */
function follow(
  hub: Hub,
  server: Server,
  spawner: Spawner,
  { ended }: Spawn,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let leave = () => {}
  return new ReadableStream({
    start(controller) {
      let open = true
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text))
      }
      const stopKeeping = keepAlive(hub.clock, () => send('\n\n'))
      send(line({ progress: 0, message: 'Server requested' }))
      const stopFollowing = spawner.follow((event) => send(line(withoutReady(event))))
      leave = () => {
        open = false
        stopKeeping()
        stopFollowing()
      }
      const finish = async () => {
        const outcome = await ended
        if (!open) return
        send(line(spawner.ready ? readyEvent(hub, server) : failedEvent(outcome)))
        leave()
        controller.close()
      }
      void finish()
    },
    cancel: () => leave(),
  })
}

/**
 * Does something now, and again every eight seconds.
 *
 * @returns Ends that.
 */
function keepAlive(clock: Clock, send: () => void): () => void {
  send()
  let forget = clock.after(keepAliveMs, again, 'background')
  function again(): void {
    send()
    forget = clock.after(keepAliveMs, again, 'background')
  }
  return () => forget()
}

/** Only the hub itself says that a server is ready. */
function withoutReady({ ready: _ready, ...event }: ProgressEvent): ProgressEvent {
  return event
}

function readyEvent(hub: Hub, server: Server): ProgressEvent {
  const url = serverUrl(hub, server)
  return {
    progress: 100,
    ready: true,
    message: `Server ready at ${url}`,
    html_message: `Server ready at <a href="${url}">${url}</a>`,
    url,
  }
}

function failedEvent(outcome: Outcome): ProgressEvent {
  return { progress: 100, failed: true, message: failureText(outcome) }
}

function failureText(outcome: Outcome): string {
  if (outcome === 'cancelled') return 'Spawn cancelled'
  return outcome === 'up' ? 'Spawn failed' : `Spawn failed: ${outcome.message}`
}

const guard = { scopes: ['read:servers'], on: 'server', orSelf: true } as const

/** What goes on while a server starts, as it goes on. */
export const progressRoutes: readonly Route[] = ['server', 'servers/{server?}'].map((place) => ({
  method: 'GET',
  path: `/hub/api/users/{user}/${place}/progress`,
  guard,
  contentType: eventStreamType,
  handle: showProgress,
}))
