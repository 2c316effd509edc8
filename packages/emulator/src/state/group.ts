import type { Role } from './role.ts'
import type { User } from './user.ts'

/** Users under a name. */
export class Group {
  readonly kind = 'group'
  readonly id: number
  name: string
  properties: Readonly<Record<string, unknown>> = {}
  readonly users: Set<User> = new Set()
  readonly roles: Set<Role> = new Set()

  constructor(id: number, name: string) {
    this.id = id
    this.name = name
  }

  /** Takes a user in; one who is in already stays. */
  addUser(user: User): void {
    this.users.add(user)
    user.groups.add(this)
  }

  /** Lets a user go. */
  removeUser(user: User): void {
    this.users.delete(user)
    user.groups.delete(this)
  }
}
