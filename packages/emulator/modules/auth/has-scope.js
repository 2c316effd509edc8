import { groupsOf } from './scopes-of.js'
import { reachesName, splitScope } from './scopes.js'
/** Whether a requester has a scope with a filter, or one that reaches further. */
export function hasScope(call, scope) {
  const { base, kind, name } = splitScope(scope)
  return reachesName(call.reach(base), kind, name, groupsOf(call.hub))
}
//# sourceMappingURL=has-scope.js.map
