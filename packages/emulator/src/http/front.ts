import type { Hub } from '../hub.ts'
import { untilAborted } from './aborts.ts'
import { answerDirectly, answerProxied } from '../single-user/processes.ts'
import { dispatch } from './dispatch.ts'
import { Incoming } from './incoming.ts'
import type { Find } from './table.ts'

/** Answers requests as the proxy before the hub does, which hands most of them on. */
export function front(hub: Hub, find: Find): (incoming: Incoming) => Promise<Response> {
  return async (incoming) => {
    const direct = await answerDirectly(hub, incoming)
    if (direct !== undefined) return direct
    if (!hub.running.proxy) throw new TypeError('fetch failed')
    const { pathname } = incoming.url
    if (!isDecodable(pathname)) return showError(hub, find, incoming, 500)
    const proxied = await answerProxied(hub, incoming, () => showError(hub, find, incoming, 503))
    if (proxied !== undefined) return proxied
    if (!hub.running.hub) return unavailable()
    if (!pathname.startsWith(hub.baseUrl)) {
      incoming.arrive({ known: false, bodiless: false })
      return showError(hub, find, incoming, 404)
    }
    const path = pathname.slice(hub.baseUrl.length - 1)
    return untilGone(hub, () => dispatch(hub, find, incoming, path))
  }
}

const unavailable = (): Response =>
  new Response(new TextEncoder().encode('Service Unavailable'), { status: 503 })

/** The hub's page for what goes wrong at the proxy itself, or for a server that it does not reach. */
async function showError(
  hub: Hub,
  find: Find,
  { request }: Incoming,
  status: number,
): Promise<Response> {
  if (!hub.running.hub) return unavailable()
  const url = new URL(`${hub.baseUrl}hub/error/${status}`, request.url)
  const page = await dispatch(
    hub,
    find,
    new Incoming({ request: new Request(url) }),
    `/hub/error/${status}`,
  )
  const body = request.method === 'HEAD' ? null : await page.text()
  return new Response(body, { status, headers: html })
}

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
