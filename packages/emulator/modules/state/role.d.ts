/** Scopes under a name, which users, groups, services and, on hub 2.x, tokens hold. */
export interface Role {
  readonly id: number
  name: string
  description: string
  /** Raw, as they were written: `self`, `read:users!user`. */
  scopes: readonly string[]
}
//# sourceMappingURL=role.d.ts.map
