import { HttpError } from '../http/errors.js'
import { groupsOf } from './scopes-of.js'
import { reachesName } from './scopes.js'
/**
 * Lets a request through to its handler, or does not.
 *
 * @throws {@link HttpError} 403, or 404 where it is to stay hidden whether there is anything.
 */
export function checkGuard(call, guard) {
  if (!call.hub.traits.scopes) return checkAdmin(call, guard)
  const { scopes } = guard
  const { requester, hub } = call
  if (requester === null && hub.traits.missingCredentials) {
    throw new HttpError(403, 'Missing or invalid credentials.')
  }
  const held = scopes
    .map((scope) => requester?.parsed.get(scope))
    .filter((reach) => reach !== undefined)
  const considered = hub.traits.firstScopeDecides ? held.slice(0, 1) : held
  const filter = filterOf(call, guard)
  if (considered.some((reach) => reaches(call, guard, reach, filter))) return
  if (filter !== undefined && held.length > 0) {
    throw new HttpError(404, 'No access to resources or resources not found')
  }
  throw new HttpError(
    403,
    `Action is not authorized with current scopes; requires any of [${scopes.join(', ')}]`,
  )
}
function filterOf({ params }, { on, server = '' }) {
  if (on === undefined) return undefined
  const name =
    on === 'server' ? `${params['user']}/${params['server'] ?? server}` : (params[on] ?? '')
  return { kind: on, name }
}
function reaches({ hub }, guard, reach, filter) {
  if (filter !== undefined) return reachesName(reach, filter.kind, filter.name, groupsOf(hub))
  return reach === 'all' || guard.some === true || !hub.traits.unfilteredChecked
}
/** Hub 1.x: admins may do everything, and some things everyone may do with what is their own. */
function checkAdmin({ hub, requester, params }, { on, orSelf = false }) {
  if (requester === null) throw new HttpError(403)
  const { owner } = requester
  if (!orSelf) {
    if (!owner.admin) throw new HttpError(403)
    return
  }
  const service = on === 'service'
  const name = params[service ? 'service' : 'user'] ?? ''
  const isSelf = owner.name === name && (!service || owner.kind === 'service')
  if (!owner.admin && !isSelf) throw new HttpError(403)
  const table = service ? hub.state.services : hub.state.users
  if (table.get(name) === undefined) throw new HttpError(404)
}
//# sourceMappingURL=guard.js.map
