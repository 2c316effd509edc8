import { serverUrl } from '../models/server.js'
import { dumps } from '../python/json.js'
import { isoformat } from '../python/time.js'
import { mayVisit } from './access.js'
import { answerContents } from './contents.js'
import { answerKernels } from './kernels.js'
/** Answers as a small notebook server does; whatever it does not know it tells its path and process. */
export function answerNotebook(hub, server, incoming, { pid, path }) {
  const place = pathWithin(hub, server, path)
  const { status, value } = place.startsWith('api/')
    ? answerApi(hub, server, incoming, place.slice('api/'.length))
    : { status: 200, value: { path: path + incoming.url.search, pid, version } }
  if (status === 204) return new Response(null, { status })
  return new Response(dumps(value), { status, headers: { 'content-type': 'application/json' } })
}
const version = '0.0.0'
function pathWithin(hub, server, path) {
  const [decoded, prefix] = [path, serverUrl(hub, server)].map(decodeURIComponent)
  if (decoded === undefined || prefix === undefined) return ''
  return decoded.startsWith(prefix) ? decoded.slice(prefix.length) : decoded.slice(1)
}
function answerApi(hub, server, incoming, path) {
  if (!mayVisit(hub, server, incoming.request)) {
    return { status: 403, value: { message: 'Forbidden', reason: null } }
  }
  const { method } = incoming.request
  const request = { method, path, body: jsonOf(incoming.body) }
  const [resource] = path.split('/', 1)
  if (resource === 'status') return { status: 200, value: statusOf(server) }
  if (resource === 'kernels') return answerKernels(hub, server, request)
  if (resource === 'contents') return answerContents(hub, server, request)
  return { status: 404, value: { message: 'Not Found', reason: null } }
}
function jsonOf(body) {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
function statusOf({ started, lastActivity, spawner }) {
  const kernels = spawner?.notebook.kernels.size ?? 0
  return {
    connections: 0,
    kernels,
    last_activity: isoformat(lastActivity),
    started: isoformat(started),
  }
}
//# sourceMappingURL=notebook.js.map
