import { HubConfigError } from '../errors.ts'
import type { BaseScope } from '../models/scope.ts'
import { decidesSince, scopeTable, scopesSince, selfScopes } from './scope-table.ts'
import type { ScopeRow } from './scope-table.ts'
import { isAtLeast } from './version.ts'

/** The things that a filter can narrow a scope to. */
export type FilterKind = 'user' | 'group' | 'server' | 'service'

/** A scope in parts. */
export interface ParsedScope {
  /** `servers` of `servers!user=ada`. */
  readonly base: string
  /** What it is narrowed to; absent if it is not. */
  readonly filter?: FilterKind | (string & {}) | undefined
  /** Name of that: `ada`, of a server `ada/lab`; absent for the short forms `!user`, `!server`, `!service`, which mean the owner itself. */
  readonly value?: string | undefined
}

/** What scopes are expanded for. */
export interface ExpandOptions {
  /** The hub's version; the newest known unless given. */
  readonly version?: string | undefined
  /** Name of the user whose scopes they are: what `self` and `!user` mean. They are left out without it. */
  readonly user?: string | undefined
}

/**
 * Takes a scope apart. Names may hold anything: the first `!` ends the base, the first `=` after it the kind of filter.
 *
 * @example
 * parseScope('servers!user=ada') // { base: 'servers', filter: 'user', value: 'ada' }
 * @throws {@link HubConfigError} for what is no scope: no base, or a filter without kind or value.
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html#horizontal-filtering
 */
export function parseScope(scope: string): ParsedScope {
  const parsed = tryParse(scope)
  if (parsed === undefined)
    throw new HubConfigError(`"${scope}" is no scope: write base!filter=name`)
  return parsed
}

/** Takes a scope apart that may be a newer hub's: what cannot be is all base. */
export function readScope(scope: string): ParsedScope {
  return tryParse(scope) ?? { base: scope }
}

function tryParse(scope: string): ParsedScope | undefined {
  const [, base, , filter, , value] = /^([^!]+)(!([^=]+)(=(.+))?)?$/s.exec(scope) ?? []
  if (base === undefined) return undefined
  if (filter === undefined) return { base }
  return value === undefined ? { base, filter } : { base, filter, value }
}

/** Puts a scope together again. */
export function printScope({ base, filter, value }: ParsedScope): string {
  if (filter === undefined) return base
  return value === undefined ? `${base}!${filter}` : `${base}!${filter}=${value}`
}

/**
 * All that scopes allow on a hub of some version: themselves, and those that they hold within them, with their filters.
 * A filter `!server=` does not carry over to scopes about the user, but on hub 2.x. Of one base, what an entry without
 * filter covers is left out. `inherit` cannot be told without the hub, and stays as it is; so do scopes that are not in the table.
 *
 * @returns Sorted, as `hub.whoami()` gives them.
 * @example
 * expandScopes(['servers!user=ada'], { version: '5.5.1' })
 * // delete:servers!user=ada, read:servers!user=ada, read:users:name!user=ada, servers!user=ada
 */
export function expandScopes(scopes: Iterable<string>, options: ExpandOptions = {}): string[] {
  const found = new Map<string, ParsedScope>()
  for (const scope of [...scopes].map(readScope)) {
    const parts = [...expandOne(scope, options), ...userOfServer(scope, options)]
    for (const part of parts) found.set(printScope(part), part)
  }
  return [...found]
    .filter(([, { base, filter }]) => filter === undefined || !found.has(base))
    .map(([scope]) => scope)
    .toSorted()
}

/**
 * What two credentials may both do: what a token with some scopes may do for an owner who holds others. A user covers its
 * servers; `inherit` is all that the other side holds. Whether a user is in a group only the hub knows: such pairs are left
 * out, so that the hub may allow more.
 *
 * @returns Sorted, expanded.
 */
export function intersectScopes(
  some: Iterable<string>,
  others: Iterable<string>,
  options: ExpandOptions = {},
): string[] {
  const [left = [], right = []] = [some, others].map((scopes) => expandScopes(scopes, options))
  // All that the owner may do, which is the other side.
  if (left.includes('inherit')) return right
  if (right.includes('inherit')) return left
  const common = left.flatMap((one) =>
    right.flatMap((other) => narrower(readScope(one), readScope(other)) ?? []),
  )
  return expandScopes(common.map(printScope), options)
}

/** The narrower of two scopes, one of which covers the other. */
function narrower(one: ParsedScope, other: ParsedScope): ParsedScope | undefined {
  if (covers(one, other)) return other
  return covers(other, one) ? one : undefined
}

/** Whether a scope allows all that another one of the same base allows. */
export function covers(wide: ParsedScope, narrow: ParsedScope): boolean {
  if (wide.base !== narrow.base) return false
  if (wide.filter === undefined) return true
  if (wide.filter === narrow.filter) return wide.value === narrow.value
  return (
    wide.filter === 'user' &&
    narrow.filter === 'server' &&
    narrow.value !== undefined &&
    ownerOf(narrow.value) === wide.value
  )
}

function expandOne(scope: ParsedScope, options: ExpandOptions): ParsedScope[] {
  const { user, version = '' } = options
  if (scope.base === '(no_scope)') return []
  if (scope.base === 'self') {
    if (user === undefined) return []
    return selfScopes.flatMap((base) => expandOne({ base, filter: 'user', value: user }, options))
  }
  if (scope.value === undefined && scope.filter === 'user') {
    return user === undefined ? [] : expandOne({ ...scope, value: user }, options)
  }
  // A server says nothing about its user.
  if (isServerOnly(scope, options) && scope.base.startsWith('read:user')) return []
  const row = rowOf(scope.base)
  if (row === undefined) return [scope]
  if (!isAtLeast(version, row.since ?? scopesSince)) return []
  return [scope, ...(row.includes ?? []).flatMap((base) => expandOne({ ...scope, base }, options))]
}

/** Whoever may do something with a server may see whose it is, on hubs that mix the two. */
function userOfServer(scope: ParsedScope, options: ExpandOptions): ParsedScope[] {
  const { filter, value } = scope
  if (filter !== 'server' || value === undefined || isServerOnly(scope, options)) return []
  return [{ base: 'read:users:name', filter: 'user', value: ownerOf(value) }]
}

/** Whether a scope is narrowed to a server, and that to the server alone. */
function isServerOnly({ filter }: ParsedScope, { version = '' }: ExpandOptions): boolean {
  return filter === 'server' && isAtLeast(version, decidesSince.serverFilters)
}

/** `ada` of `ada/lab`. */
function ownerOf(server: string): string {
  return server.replace(/\/.*$/s, '')
}

/** The row of a scope without filter, if the table has it. */
export function rowOf(base: string): ScopeRow | undefined {
  return Object.hasOwn(scopeTable, base) ? scopeTable[base as BaseScope] : undefined
}
