import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { paginated, sliceOf } from '../http/pagination.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { Hub } from '../hub.ts'
import { isDict } from '../python/repr.ts'
import { proxyTable } from '../state/proxy-table.ts'

/** Asks the proxy, which the hub may have been told the wrong things about. */
function checkReachable({ proxy, config }: Hub): void {
  const same =
    proxy.api_url === config.proxy.api_url && proxy.auth_token === config.proxy.auth_token
  if (!same) throw crash()
}

function listRoutes(call: Call): Reply {
  const { hub } = call
  checkReachable(hub)
  const slice = sliceOf(call)
  const table = proxyTable(hub)
  const { offset, limit } = slice
  const whole = offset === 0 && table.size < limit
  if (!whole && hub.traits.proxySliceCrashes) throw crash()
  const specs = whole
    ? [...table.keys()]
    : [...table.keys()].toSorted().slice(offset, offset + limit)
  const routes = Object.fromEntries(specs.map((spec) => [spec, table.get(spec)]))
  return json(paginated(call, routes, slice, table.size))
}

function checkRoutes({ hub }: Call): Reply {
  checkReachable(hub)
  return empty(200)
}

function moveProxy(call: Call): Reply {
  const { hub } = call
  if (call.body.length === 0) throw new HttpError(400, 'need JSON body')
  const model = bodyOf(call)
  if (!isDict(model)) throw new HttpError(400, 'Request body must be JSON dict')
  const { api_url = hub.proxy.api_url, auth_token = hub.proxy.auth_token } = model
  hub.proxy = { api_url: String(api_url), auth_token: String(auth_token) }
  return checkRoutes(call)
}

function bodyOf(call: Call): unknown {
  try {
    return call.json()
  } catch {
    return undefined
  }
}

const path = '/hub/api/proxy'
const guard = { scopes: ['proxy'] }

/** Requests about the proxy before the hub. */
export const proxyRoutes: readonly Route[] = [
  { method: 'GET', path, guard, handle: listRoutes },
  { method: 'POST', path, guard, bodiless: true, handle: checkRoutes },
  { method: 'PATCH', path, guard, handle: moveProxy },
]
