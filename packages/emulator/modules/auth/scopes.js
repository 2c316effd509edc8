/** Divides a scope at its first `!`, and the filter at its first `=`: names may hold either. */
export function splitScope(scope) {
  const [base, filter] = partition(scope, '!')
  const [kind, name] = partition(filter, '=')
  return { base, kind, name }
}
/** Puts scopes together by their base. One without a filter takes in all that have one. */
export function parseScopes(scopes) {
  const parsed = new Map()
  for (const scope of scopes) {
    const { base, kind, name } = splitScope(scope)
    const reach = parsed.get(base) ?? new Map()
    if (kind === '') parsed.set(base, 'all')
    else if (reach !== 'all') {
      parsed.set(base, reach)
      const names = reach.get(kind) ?? new Set()
      reach.set(kind, names.add(name))
    }
  }
  return parsed
}
/** The opposite of {@link parseScopes}. */
function printScopes(parsed) {
  const scopes = new Set()
  for (const [base, reach] of parsed) {
    if (reach === 'all') scopes.add(base)
    else {
      for (const [kind, names] of reach)
        for (const name of names) scopes.add(`${base}!${kind}=${name}`)
    }
  }
  return scopes
}
/** Leaves out scopes that others of the same base take in. */
export const reduceScopes = (scopes) => printScopes(parseScopes(scopes))
/** Whether one of the names that a scope is narrowed to is that, or holds it: a server's user, or the user's group. */
export function reachesName(reach, kind, name, groupsOf) {
  if (reach === undefined) return false
  if (reach === 'all' || reach.get(kind)?.has(name) === true) return true
  if (kind !== 'user' && kind !== 'server') return false
  const [user] = kind === 'server' ? partition(name, '/') : [name]
  if (reach.get('user')?.has(user) === true) return true
  const groups = reach.get('group')
  if (groups === undefined) return false
  return [...groupsOf(user)].some((group) => groups.has(group))
}
/** What both of two sets of scopes allow. */
export function intersectScopes(scopes, others, groupsOf) {
  const [one, other] = [parseScopes(scopes), parseScopes(others)]
  const common = new Map()
  for (const [base, reach] of one) {
    const otherReach = other.get(base)
    if (otherReach !== undefined) common.set(base, intersectReach(reach, otherReach, groupsOf))
  }
  return printScopes(common)
}
function intersectReach(one, other, groupsOf) {
  if (one === 'all') return other
  if (other === 'all') return one
  const common = new Map()
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    for (const [kind, names] of from) {
      const kept = [...names].filter((name) => reachesName(to, kind, name, groupsOf))
      if (kept.length > 0) common.set(kind, new Set([...(common.get(kind) ?? []), ...kept]))
    }
  }
  return common
}
/** Text before and after a mark; all of it, and nothing, where there is none. */
export function partition(text, mark) {
  const index = text.indexOf(mark)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + mark.length)]
}
//# sourceMappingURL=scopes.js.map
