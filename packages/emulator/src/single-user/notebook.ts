import type { Hub } from '../hub.ts'
import type { Incoming } from '../http/incoming.ts'
import { serverUrl } from '../models/server.ts'
import { dumps } from '../python/json.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import { mayVisit } from './access.ts'
import { answerContents } from './contents.ts'
import { answerKernels } from './kernels.ts'

/** What a server's process answers with: a value as JSON, or, with 204, nothing. */
export interface NotebookAnswer {
  readonly status: number
  readonly value?: unknown
}

/** A request for a server's own API. */
export interface NotebookRequest {
  readonly method: string
  /** Below `api/`, decoded. */
  readonly path: string
  /** JSON, or nothing. */
  readonly body: unknown
}

/** Answers as a small notebook server does; whatever it does not know it tells its path and process. */
export function answerNotebook(
  hub: Hub,
  server: Server,
  incoming: Incoming,
  { pid, path }: { readonly pid: number; readonly path: string },
): Response {
  const place = pathWithin(hub, server, path)
  const { method } = incoming.request
  const found = places.find(
    ({ pattern, methods }) => pattern.test(place) && (methods?.includes(method) ?? true),
  )
  incoming.arrive({ known: found !== undefined, bodiless: found?.reads !== true })
  const { status, value } = place.startsWith('api/')
    ? answerApi(hub, server, incoming, place.slice('api/'.length))
    : answerPage(incoming, { path: path + incoming.url.search, pid, version })
  if (status === 204) return new Response(null, { status })
  return new Response(dumps(value), { status, headers: { 'content-type': 'application/json' } })
}

function answerPage(incoming: Incoming, value: object): NotebookAnswer {
  // Whatever runs there may have read it.
  incoming.bodyRead = true
  return { status: 200, value }
}

const version = '0.0.0'

/** What there is, below the server's own URL: pages, and a part of the API of notebook servers. */
const places: readonly {
  readonly pattern: RegExp
  /** Absent: any, as whatever runs there may take them. */
  readonly methods?: readonly string[]
  /** Whether it looks at a body. */
  readonly reads?: boolean
}[] = [
  { pattern: /^(?!api\/)/, reads: true },
  { pattern: /^api\/status$/, methods: ['GET', 'HEAD'] },
  { pattern: /^api\/kernels$/, methods: ['GET', 'HEAD'] },
  { pattern: /^api\/kernels$/, methods: ['POST'], reads: true },
  { pattern: /^api\/kernels\/[^/]+$/, methods: ['GET', 'HEAD', 'DELETE'] },
  { pattern: /^api\/contents(?:\/.*)?$/, methods: ['GET', 'HEAD'] },
  { pattern: /^api\/contents\/.+$/, methods: ['PUT'], reads: true },
  { pattern: /^api\/contents\/.+$/, methods: ['DELETE'] },
]

function pathWithin(hub: Hub, server: Server, path: string): string {
  const [decoded, prefix] = [path, serverUrl(hub, server)].map(decodeURIComponent)
  if (decoded === undefined || prefix === undefined) return ''
  return decoded.startsWith(prefix) ? decoded.slice(prefix.length) : decoded.slice(1)
}

function answerApi(hub: Hub, server: Server, incoming: Incoming, path: string): NotebookAnswer {
  if (!mayVisit(hub, server, incoming.request)) {
    return { status: 403, value: { message: 'Forbidden', reason: null } }
  }
  if (!incoming.known) return { status: 404, value: { message: 'Not Found', reason: null } }
  const { method } = incoming.request
  const reads = method === 'POST' || method === 'PUT'
  const request = { method, path, body: reads ? jsonOf(incoming.body) : undefined }
  const [resource] = path.split('/', 1)
  if (resource === 'status') return { status: 200, value: statusOf(server) }
  if (resource === 'kernels') return answerKernels(hub, server, request)
  return answerContents(hub, server, request)
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

function statusOf({ started, lastActivity, spawner }: Server): object {
  const kernels = spawner?.notebook.kernels.size ?? 0
  return {
    connections: 0,
    kernels,
    last_activity: isoformat(lastActivity),
    started: isoformat(started),
  }
}
