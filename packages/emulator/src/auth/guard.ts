import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import type { Guard } from '../http/route.ts'
import { groupsOf } from './scopes-of.ts'
import type { FilterKind, Reach } from './scopes.ts'
import { reachesName } from './scopes.ts'

/**
 * Lets a request through to its handler, or does not.
 *
 * @throws {@link HttpError} 403, or 404 where it is to stay hidden whether there is anything.
 */
export function checkGuard(call: Call, guard: Guard): void {
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

interface Filter {
  readonly kind: FilterKind
  readonly name: string
}

function filterOf({ params }: Call, { on, server = '' }: Guard): Filter | undefined {
  if (on === undefined) return undefined
  const name =
    on === 'server' ? `${params['user']}/${params['server'] ?? server}` : (params[on] ?? '')
  return { kind: on, name }
}

function reaches({ hub }: Call, guard: Guard, reach: Reach, filter: Filter | undefined): boolean {
  if (filter !== undefined) return reachesName(reach, filter.kind, filter.name, groupsOf(hub))
  return reach === 'all' || guard.some === true || !hub.traits.unfilteredChecked
}

/** Hub 1.x: admins may do everything, and some things everyone may do with what is their own. */
function checkAdmin({ hub, requester, params }: Call, { on, orSelf = false }: Guard): void {
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
