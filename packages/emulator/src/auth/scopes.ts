/** What a filter narrows a scope to: `!user=ada`. */
export type FilterKind = 'user' | 'group' | 'server' | 'service'

/** Whom or what a scope reaches: everything, or what has one of these names. */
export type Reach = 'all' | ReadonlyMap<FilterKind, ReadonlySet<string>>

/** Scopes by their base, with what each reaches. */
export type ParsedScopes = ReadonlyMap<string, Reach>

/** Names of the groups that a user is in. */
export type GroupsOf = (user: string) => ReadonlySet<string>

/** Divides a scope at its first `!`, and the filter at its first `=`: names may hold either. */
export function splitScope(scope: string): { base: string; kind: string; name: string } {
  const [base, filter] = partition(scope, '!')
  const [kind, name] = partition(filter, '=')
  return { base, kind, name }
}

/** Puts scopes together by their base. One without a filter takes in all that have one. */
export function parseScopes(scopes: Iterable<string>): ParsedScopes {
  const parsed = new Map<string, 'all' | Map<FilterKind, Set<string>>>()
  for (const scope of scopes) {
    const { base, kind, name } = splitScope(scope)
    const reach = parsed.get(base) ?? new Map<FilterKind, Set<string>>()
    if (kind === '') parsed.set(base, 'all')
    else if (reach !== 'all') {
      parsed.set(base, reach)
      const names = reach.get(kind as FilterKind) ?? new Set()
      reach.set(kind as FilterKind, names.add(name))
    }
  }
  return parsed
}

/** The opposite of {@link parseScopes}. */
function printScopes(parsed: ParsedScopes): Set<string> {
  const scopes = new Set<string>()
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
export const reduceScopes = (scopes: Iterable<string>): Set<string> =>
  printScopes(parseScopes(scopes))

/** Whether one of the names that a scope is narrowed to is that, or holds it: a server's user, or the user's group. */
export function reachesName(
  reach: Reach | undefined,
  kind: FilterKind,
  name: string,
  groupsOf: GroupsOf,
): boolean {
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
export function intersectScopes(
  scopes: Iterable<string>,
  others: Iterable<string>,
  groupsOf: GroupsOf,
): Set<string> {
  const [one, other] = [parseScopes(scopes), parseScopes(others)]
  const common = new Map<string, Reach>()
  for (const [base, reach] of one) {
    const otherReach = other.get(base)
    if (otherReach !== undefined) common.set(base, intersectReach(reach, otherReach, groupsOf))
  }
  return printScopes(common)
}

function intersectReach(one: Reach, other: Reach, groupsOf: GroupsOf): Reach {
  if (one === 'all') return other
  if (other === 'all') return one
  const common = new Map<FilterKind, Set<string>>()
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const [kind, names] of from) {
      const kept = [...names].filter((name) => reachesName(to, kind, name, groupsOf))
      if (kept.length > 0) common.set(kind, new Set([...(common.get(kind) ?? []), ...kept]))
    }
  }
  return common
}

/** Text before and after a mark; all of it, and nothing, where there is none. */
export function partition(text: string, mark: string): [before: string, after: string] {
  const index = text.indexOf(mark)
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + mark.length)]
}
