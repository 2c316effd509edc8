import type { Traits } from '../versions.ts'
/** The roles that every hub has. */
export declare function defaultRoles(traits: Traits): {
  readonly name: string
  readonly description: string
  readonly scopes: readonly string[]
}[]
//# sourceMappingURL=default-roles.d.ts.map
