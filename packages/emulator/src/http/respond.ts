import type { Hub } from '../hub.ts'
import { etagOf, matchesEtag } from './etag.ts'
import type { Reply } from './reply.ts'

/** What a reply is to. */
interface Asked {
  readonly request: Request
  /** Below the hub's base URL, still encoded. */
  readonly path: string
  /** Whether it is for the API; else it is for a page. */
  readonly api: boolean
}

/** Gives a reply of the hub the headers that all of them have. */
export function respond(hub: Hub, { request, path, api }: Asked, reply: Reply): Response {
  const headers = new Headers({
    'access-control-allow-headers': 'accept, content-type, authorization',
    'content-security-policy': securityPolicy(hub, api),
    'x-jupyterhub-version': hub.version,
  })
  if (hub.traits.openRoot && isRoot(path)) headers.set('access-control-allow-origin', '*')
  if (reply.contentType !== null) headers.set('content-type', reply.contentType)
  for (const [name, value] of reply.headers) {
    if (name.toLowerCase() === 'set-cookie') headers.append(name, value)
    else headers.set(name, value)
  }
  const { status } = reply
  const body = typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body
  if (status === 200 && body instanceof Uint8Array && ['GET', 'HEAD'].includes(request.method)) {
    const etag = etagOf(body)
    headers.set('etag', etag)
    if (matchesEtag(request.headers.get('if-none-match'), etag)) {
      headers.delete('content-type')
      return new Response(null, { status: 304, headers })
    }
  }
  if (bodiless.has(status)) return new Response(null, { status, headers })
  if (body instanceof Uint8Array) headers.set('content-length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

/** Statuses of answers that cannot have a body. */
const bodiless = new Set([204, 205, 304])

const isRoot = (path: string): boolean => path === '/hub/api' || path === '/hub/api/'

function securityPolicy({ traits, baseUrl }: Hub, api: boolean): string {
  const report = `report-uri ${baseUrl}hub/security/csp-report`
  const policy = `frame-ancestors '${traits.noFrames ? 'none' : 'self'}'; ${report}`
  return api ? `${policy}; default-src 'none'` : policy
}
