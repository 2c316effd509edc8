import type { Traits } from '../versions.ts'
/** What every user may do, about themselves. */
export declare const selfScopes: readonly [
  'read:users',
  'users:shares',
  'read:shares',
  'users:activity',
  'servers',
  'tokens',
  'access:servers',
]
/** Every scope that a hub knows, with itself and all that it includes, at any depth. */
export declare function scopeNames(traits: Traits): ReadonlyMap<string, readonly string[]>
/** Whether a hub knows a scope. */
export declare function isScope(name: string, traits: Traits): boolean
/** Every scope that hubs of a version know; none before 2.0. */
export declare function scopesOf(version: string): string[]
//# sourceMappingURL=scope-table.d.ts.map
