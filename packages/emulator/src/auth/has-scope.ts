import type { Call } from '../http/call.ts'
import { groupsOf } from './scopes-of.ts'
import type { FilterKind } from './scopes.ts'
import { reachesName, splitScope } from './scopes.ts'

/** Whether a requester has a scope with a filter, or one that reaches further. */
export function hasScope(call: Call, scope: string): boolean {
  const { base, kind, name } = splitScope(scope)
  return reachesName(call.reach(base), kind as FilterKind, name, groupsOf(call.hub))
}
