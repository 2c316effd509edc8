import type { Traits } from '../versions.ts'
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
export declare function expandScopes(
  raw: Iterable<string>,
  traits: Traits,
  owner?: ScopeOwner,
  client?: ScopeClient,
): Set<string>
//# sourceMappingURL=expand.d.ts.map
