import type { Hub } from '../hub.ts'
import { untilAborted } from './aborts.ts'
import { answerDirectly, answerProxied } from '../single-user/processes.ts'
import { dispatch } from './dispatch.ts'
import type { Incoming } from './incoming.ts'
import { respond } from './respond.ts'
import type { Find } from './table.ts'

/** Answers requests as the proxy before the hub does, which hands most of them on. */
export function front(hub: Hub, find: Find): (incoming: Incoming) => Promise<Response> {
  return async (incoming) => {
    const direct = await answerDirectly(hub, incoming)
    if (direct !== undefined) return direct
    if (!hub.running.proxy) throw new TypeError('fetch failed')
    const { pathname } = incoming.url
    if (!isDecodable(pathname)) return new Response(null, { status: 500, headers: html })
    const proxied = await answerProxied(hub, incoming)
    if (proxied !== undefined) return proxied
    if (!hub.running.hub) return unavailable()
    if (!pathname.startsWith(hub.baseUrl)) {
      incoming.known = false
      return new Response(null, { status: 404, headers: html })
    }
    const path = pathname.slice(hub.baseUrl.length - 1)
    return untilGone(hub, async () =>
      respond(hub, incoming.request, path, await dispatch(hub, find, incoming, path)),
    )
  }
}

const unavailable = (): Response => new Response('Service Unavailable', { status: 503 })

/** Lets the hub answer, unless it goes away before it has. */
async function untilGone({ running }: Hub, answer: () => Promise<Response>): Promise<Response> {
  const work = running.begin()
  const { signal } = work
  try {
    return await untilAborted(signal, answer(), () => running.end(work))
  } catch (error) {
    if (signal.aborted) return unavailable()
    throw error
  }
}

const html = { 'content-type': 'text/html' }

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
