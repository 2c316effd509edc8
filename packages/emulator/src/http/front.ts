import type { Hub } from '../hub.ts'
import { dispatch } from './dispatch.ts'
import { respond } from './respond.ts'
import type { Find } from './table.ts'

/** Answers requests as the proxy before the hub does, which hands most of them on. */
export function front(hub: Hub, find: Find): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!hub.running.proxy) throw new TypeError('fetch failed')
    const { pathname } = new URL(request.url)
    if (!isDecodable(pathname)) return new Response(null, { status: 500, headers: html })
    if (!hub.running.hub) return new Response('Service Unavailable', { status: 503, headers: {} })
    if (!pathname.startsWith(hub.baseUrl)) return new Response(null, { status: 404, headers: html })
    const path = pathname.slice(hub.baseUrl.length - 1)
    return respond(hub, request, path, await dispatch(hub, find, request, path))
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
