import type { Traits } from '../versions.ts'
import { scopeNames, selfScopes } from './scope-table.ts'
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

/** Resolves shorthands and adds all that the scopes include. */
export function expandScopes(
  raw: Iterable<string>,
  traits: Traits,
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
    for (const part of expandScope(scope, traits)) {
      const [base, filter] = partition(part, '!')
      if (part === 'self') addSelf(expanded, traits, owner)
      else if (!Object.hasOwn(shorthands, filter)) expanded.add(part)
      else if (shorthands[filter] !== undefined)
        expanded.add(`${base}!${filter}=${shorthands[filter]}`)
    }
  }
  return traits.scopesReduced ? reduceScopes(expanded) : expanded
}

function addSelf(expanded: Set<string>, traits: Traits, owner: ScopeOwner | undefined): void {
  if (owner?.kind !== 'user') return
  for (const scope of selfScopes) {
    for (const part of expandScope(scope, traits)) expanded.add(`${part}!user=${owner.name}`)
  }
}

/** A scope with all that it includes, each with its filter. */
function expandScope(scope: string, traits: Traits): readonly string[] {
  const [base, filter] = partition(scope, '!')
  const parts = scopeNames(traits).get(base) ?? []
  if (filter === '') return parts
  const filtered = (some: readonly string[]) => some.map((part) => `${part}!${filter}`)
  if (!filter.startsWith('server')) return filtered(parts)
  // A server's name says nothing about what to show of its user.
  if (traits.serverFilterNarrow)
    return filtered(parts.filter((part) => !part.startsWith('read:user')))
  const [user] = partition(filter.slice('server='.length), '/')
  return [...filtered(parts), `read:users:name!user=${user}`]
}
