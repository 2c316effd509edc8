import type { Role } from './role.ts'

/** Who may be an admin. */
export class MaybeAdmin {
  readonly roles: Set<Role> = new Set()
  readonly #adminRole: () => Role | undefined
  /** Whether it is one. Who becomes one is given the role `admin`; who is one no more loses it. */
  declare admin: boolean
  #admin = false

  /** @param adminRole - Finds the role that admins have; hubs before 2.0 have none. */
  constructor(adminRole: () => Role | undefined) {
    this.#adminRole = adminRole
    // Its own, and not its class's, so that copies and JSON have it.
    Object.defineProperty(this, 'admin', {
      enumerable: true,
      get: () => this.#admin,
      set: (admin: boolean) => {
        this.#admin = admin
        this.assignAdminRole()
      },
    })
  }

  /** Gives the role to who is an admin, and takes it from who is none. */
  assignAdminRole(): void {
    const role = this.#adminRole()
    if (role === undefined) return
    if (this.#admin) this.roles.add(role)
    else this.roles.delete(role)
  }
}
