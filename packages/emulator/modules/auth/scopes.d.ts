/** What a filter narrows a scope to: `!user=ada`. */
export type FilterKind = 'user' | 'group' | 'server' | 'service'
/** Whom or what a scope reaches: everything, or what has one of these names. */
export type Reach = 'all' | ReadonlyMap<FilterKind, ReadonlySet<string>>
/** Scopes by their base, with what each reaches. */
export type ParsedScopes = ReadonlyMap<string, Reach>
/** Names of the groups that a user is in. */
export type GroupsOf = (user: string) => ReadonlySet<string>
/** Divides a scope at its first `!`, and the filter at its first `=`: names may hold either. */
export declare function splitScope(scope: string): {
  base: string
  kind: string
  name: string
}
/** Puts scopes together by their base. One without a filter takes in all that have one. */
export declare function parseScopes(scopes: Iterable<string>): ParsedScopes
/** Leaves out scopes that others of the same base take in. */
export declare const reduceScopes: (scopes: Iterable<string>) => Set<string>
/** Whether one of the names that a scope is narrowed to is that, or holds it: a server's user, or the user's group. */
export declare function reachesName(
  reach: Reach | undefined,
  kind: FilterKind,
  name: string,
  groupsOf: GroupsOf,
): boolean
/** What both of two sets of scopes allow. */
export declare function intersectScopes(
  scopes: Iterable<string>,
  others: Iterable<string>,
  groupsOf: GroupsOf,
): Set<string>
/** Text before and after a mark; all of it, and nothing, where there is none. */
export declare function partition(text: string, mark: string): [before: string, after: string]
//# sourceMappingURL=scopes.d.ts.map
