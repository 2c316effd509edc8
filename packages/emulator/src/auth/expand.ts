import type { Hub } from '../hub.ts'
import { selfScopes } from './scope-table.ts'
import { partition, reduceScopes } from './scopes.ts'

/** Whom the shorthands in scopes are about. */
export interface ScopeOwner {
  readonly kind: 'user' | 'service' | 'group'
  readonly name: string
}

/** The OAuth client of a token: a service, or a server by its full name. */
export interface ScopeClient {
  readonly service?: string
  readonly server?: string
}

type KnowsScopes = Pick<Hub, 'traits' | 'scopes'>

/** Resolves shorthands and adds all that the scopes include. */
export function expandScopes(
  raw: Iterable<string>,
  hub: KnowsScopes,
  owner?: ScopeOwner,
  client: ScopeClient = {},
): Set<string> {
  const shorthands: Record<string, string | undefined> = {
    user: owner?.kind === 'user' ? owner.name : undefined,
    service: client.service ?? (owner?.kind === 'service' ? owner.name : undefined),
    server: client.server,
  }
  const expanded = new Set<string>()
  for (const scope of raw) {
    for (const part of expandScope(scope, hub)) {
      const [base, filter] = partition(part, '!')
      if (part === 'self') addSelf(expanded, hub, owner)
      else if (!Object.hasOwn(shorthands, filter)) expanded.add(part)
      else if (shorthands[filter] !== undefined)
        expanded.add(`${base}!${filter}=${shorthands[filter]}`)
    }
  }
  return hub.traits.scopesReduced ? reduceScopes(expanded) : expanded
}

function addSelf(expanded: Set<string>, hub: KnowsScopes, owner: ScopeOwner | undefined): void {
  if (owner?.kind !== 'user') return
  for (const scope of selfScopes) {
    for (const part of expandScope(scope, hub)) expanded.add(`${part}!user=${owner.name}`)
  }
}

/** A scope with all that it includes, each with its filter. */
function expandScope(scope: string, { traits, scopes }: KnowsScopes): readonly string[] {
  const [base, filter] = partition(scope, '!')
  const parts = scopes.get(base) ?? []
  if (filter === '') return parts
  const filtered = (some: readonly string[]) => some.map((part) => `${part}!${filter}`)
  if (!filter.startsWith('server')) return filtered(parts)
  // A server's name says nothing about what to show of its user.
  if (traits.serverFilterNarrow)
    return filtered(parts.filter((part) => !part.startsWith('read:user')))
  const [user] = partition(filter.slice('server='.length), '/')
  return [...filtered(parts), `read:users:name!user=${user}`]
}
