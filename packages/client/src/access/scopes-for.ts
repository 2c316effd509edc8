import { HubConfigError } from '../errors.ts'
import type { BaseScope, Scope } from '../models/scope.ts'
import type { OperationId } from '../operations.ts'
import { hasOperation, rowOfOperation } from './capabilities.ts'
import { checkTarget, resourceOf, scopesOf } from './operation-target.ts'
import type { OperationTarget, Resource } from './operation-target.ts'
import { decidesSince } from './scope-table.ts'
import { covers, expandScopes, parseScope, printScope, readScope } from './scopes.ts'
import type { ParsedScope } from './scopes.ts'
import { lacksOperation } from './unsupported.ts'
import { isAtLeast } from './version.ts'

/** What scopes are looked for on. */
export interface ScopesForOptions {
  /** The hub's version; the newest known unless given. */
  readonly version?: string | undefined
}

/**
 * The fewest and narrowest scopes with which the hub lets a token make some operations: of the scopes that would do for
 * one, that which allows least. To see more of what a `GET` gives, ask for more: `GET /users/{user}` alone needs
 * `read:users:name`, and then gives a name.
 *
 * @param ids - Keys of {@link operations}.
 * @param target - What they are about. A group in place of a user means its members, a user without a server all of the
 *   user's servers. Without names the scopes are not narrowed. Where nothing has a name (`POST /users`), they cannot be.
 * @returns In the order of the operations; none of them can be left out.
 * @throws {@link HubConfigError} for an operation, or a key of the target, that does not exist, and for an operation that no
 *   scope allows: it needs a cookie.
 * @throws {@link UnsupportedError} for an operation that a hub of that version lacks.
 * @example
 * scopesFor(['POST /users/{user}/server', 'GET /users/{user}'], { user: 'ada' })
 * // ['start:servers!server=ada/', 'read:users:name!user=ada']
 */
export function scopesFor(
  ids: Iterable<OperationId>,
  target: OperationTarget = {},
  { version }: ScopesForOptions = {},
): Scope[] {
  checkTarget(target)
  const needs = [...ids].flatMap((id) => needsOf(id, target, version))
  const own = identifying(version)
  const scopes = new Set(needs.map((need) => narrowestBeside(own, need, version)))
  // The least first, which the others may hold within themselves.
  for (const scope of [...scopes].toSorted((a, b) => weightOf(a) - weightOf(b))) {
    const others = [...scopes].filter((other) => other !== scope)
    const held = [...own, ...expandScopes(others, { version }).map(parseScope)]
    if (needs.every((need) => meets(held, need, version))) scopes.delete(scope)
  }
  return [...scopes] as Scope[]
}

/** The same for one operation, where a credential holds others already. */
export function scopesBeside(
  held: readonly string[],
  id: OperationId,
  target: OperationTarget,
  version: string | undefined,
): string[] {
  const others = held.map(readScope)
  return needsOf(id, target, version).map((need) => narrowestBeside(others, need, version))
}

/** Of the scopes that would do, the one that allows least: older hubs may be kept from looking at it by what is held. */
function narrowestBeside(held: readonly ParsedScope[], need: Need, version?: string): string {
  const bases = need.bases.toSorted((a, b) => weightOf(a) - weightOf(b))
  const scopeOf = (base: string = ''): ParsedScope => ({ base, ...need.filter })
  const enough = bases.find((base) => meets([...held, scopeOf(base)], need, version))
  return printScope(scopeOf(enough ?? bases[0]))
}

/** Scopes any one of which is needed, and what on. */
interface Need {
  readonly bases: readonly BaseScope[]
  readonly filter: Omit<ParsedScope, 'base'>
}

function needsOf(id: OperationId, target: OperationTarget, version: string | undefined): Need[] {
  const { scopes } = rowOfOperation(id)
  if (version !== undefined && !hasOperation(version, id)) throw lacksOperation(id, version)
  if (scopes === 'cookie')
    throw new HubConfigError(`${id} needs a login, no scope of a token helps`)
  const bases = scopesOf(id, version)
  if (bases.length === 0) return []
  const own: Need = { bases, filter: filterFor(resourceOf(id, target), target) }
  return id === 'POST /shares/{owner}/{server}' ? [own, needToName(target)] : [own]
}

/** The hub lets nobody share with those whose names may not be seen. */
function needToName({ shareWith }: OperationTarget): Need {
  if (shareWith === undefined) return { bases: ['read:users:name'], filter: {} }
  return 'user' in shareWith
    ? { bases: ['read:users:name'], filter: { filter: 'user', value: shareWith.user } }
    : { bases: ['read:groups:name'], filter: { filter: 'group', value: shareWith.group } }
}

/** Whether scopes for an operation are narrowed to what it names, or need not be. */
export function isNarrowed(id: OperationId, target: OperationTarget): boolean {
  return !id.includes('{') || 'filter' in filterFor(resourceOf(id, target), target)
}

/** The narrowest filter for what an operation is about. */
function filterFor(resource: Resource, target: OperationTarget): Need['filter'] {
  switch (resource.kind) {
    case 'hub':
      return {}
    case 'list':
      return narrowTo(resource.of, target[resource.of]) ?? inGroup(resource.of, target)
    case 'server': {
      const { user, name } = resource
      if (user === undefined) return inGroup('user', target)
      return name === undefined
        ? { filter: 'user', value: user }
        : { filter: 'server', value: `${user}/${name}` }
    }
    case 'user':
    case 'group':
    case 'service':
      return narrowTo(resource.kind, resource.name) ?? inGroup(resource.kind, target)
  }
}

function narrowTo(filter: string, value: string | undefined): Need['filter'] | undefined {
  return value === undefined ? undefined : { filter, value }
}

/** A group stands for its members. */
function inGroup(kind: string, { group }: OperationTarget): Need['filter'] {
  return (kind === 'user' && narrowTo('group', group)) || {}
}

/** What every token holds besides: it can say who it belongs to. */
function identifying(version = ''): ParsedScope[] {
  return isAtLeast(version, decidesSince.identifyingTokens)
    ? [
        { base: 'read:users:name', filter: 'user' },
        { base: 'read:users:groups', filter: 'user' },
      ]
    : []
}

function meets(held: readonly ParsedScope[], { bases, filter }: Need, version = ''): boolean {
  const ofEach = bases
    .map((base) => held.filter((scope) => scope.base === base))
    .filter((scopes) => scopes.length > 0)
  const looksAt = isAtLeast(version, decidesSince.anyScope) ? ofEach : ofEach.slice(0, 1)
  return looksAt.flat().some((scope) => covers(scope, { base: scope.base, ...filter }))
}

/** How many scopes one holds within it, itself included. */
function weightOf(scope: string): number {
  return expandScopes([scope]).length
}
