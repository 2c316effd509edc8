import type { Trait, Traits } from '../versions.ts'
import { fullVersion, traitsOf } from '../versions.ts'

/** Each scope, what it includes, and what a hub must have to know it. */
const table: Readonly<Record<string, { readonly includes?: string; readonly needs?: Trait }>> = {
  '(no_scope)': {},
  self: {},
  inherit: {},
  'admin-ui': { needs: 'adminUiScope' },
  'admin:users': { includes: 'admin:auth_state users read:roles:users delete:users' },
  'admin:auth_state': {},
  users: { includes: 'read:users list:users users:activity' },
  'delete:users': {},
  'list:users': { includes: 'read:users:name' },
  'read:users': { includes: 'read:users:name read:users:groups read:users:activity' },
  'read:users:name': {},
  'read:users:groups': {},
  'read:users:activity': {},
  'read:roles': { includes: 'read:roles:users read:roles:services read:roles:groups' },
  'read:roles:users': {},
  'read:roles:services': {},
  'read:roles:groups': {},
  'users:activity': { includes: 'read:users:activity' },
  'admin:servers': { includes: 'admin:server_state servers' },
  'admin:server_state': {},
  servers: { includes: 'read:servers start:servers delete:servers' },
  'read:servers': { includes: 'read:users:name' },
  'start:servers': { needs: 'startScope' },
  'delete:servers': {},
  tokens: { includes: 'read:tokens' },
  'read:tokens': {},
  'admin:groups': { includes: 'groups read:roles:groups delete:groups' },
  groups: { includes: 'read:groups list:groups' },
  'list:groups': { includes: 'read:groups:name' },
  'read:groups': { includes: 'read:groups:name' },
  'read:groups:name': {},
  'delete:groups': {},
  'admin:services': {
    includes: 'list:services read:services read:roles:services',
    needs: 'serviceChanges',
  },
  'list:services': { includes: 'read:services:name' },
  'read:services': { includes: 'read:services:name' },
  'read:services:name': {},
  'read:hub': {},
  'access:servers': {},
  'access:services': {},
  'users:shares': { includes: 'read:users:shares', needs: 'shares' },
  'read:users:shares': { needs: 'shares' },
  'groups:shares': { includes: 'read:groups:shares', needs: 'shares' },
  'read:groups:shares': { needs: 'shares' },
  'read:shares': { needs: 'shares' },
  shares: { includes: 'access:servers read:shares users:shares groups:shares', needs: 'shares' },
  proxy: {},
  shutdown: {},
  'read:metrics': {},
}

/** What every user may do, about themselves. */
export const selfScopes = [
  'read:users',
  'users:shares',
  'read:shares',
  'users:activity',
  'servers',
  'tokens',
  'access:servers',
] as const

const caches = new WeakMap<Traits, Map<string, readonly string[]>>()

/** Every scope that a hub knows, with itself and all that it includes, at any depth. */
export function scopeNames(traits: Traits): ReadonlyMap<string, readonly string[]> {
  const known = caches.get(traits)
  if (known !== undefined) return known
  const names = new Map<string, readonly string[]>()
  for (const name of Object.keys(table))
    if (isScope(name, traits)) names.set(name, within(name, traits))
  caches.set(traits, names)
  return names
}

/** Whether a hub knows a scope. */
export function isScope(name: string, traits: Traits): boolean {
  const entry = table[name]
  return entry !== undefined && (entry.needs === undefined || traits[entry.needs])
}

function within(name: string, traits: Traits): string[] {
  const parts = table[name]?.includes?.split(' ') ?? []
  const all = parts.filter((part) => isScope(part, traits)).flatMap((part) => within(part, traits))
  return [...new Set([name, ...all])]
}

/** Every scope that hubs of a version know; none before 2.0. */
export function scopesOf(version: string): string[] {
  const traits = traitsOf(fullVersion(version))
  return traits.scopes ? [...scopeNames(traits).keys()] : []
}
