import type { Role } from './role.ts'
import type { User } from './user.ts'
/** Users under a name. */
export declare class Group {
  readonly kind = 'group'
  readonly id: number
  name: string
  properties: Readonly<Record<string, unknown>>
  readonly users: Set<User>
  readonly roles: Set<Role>
  constructor(id: number, name: string)
  /** Takes a user in; one who is in already stays. */
  addUser(user: User): void
  /** Lets a user go. */
  removeUser(user: User): void
}
//# sourceMappingURL=group.d.ts.map
