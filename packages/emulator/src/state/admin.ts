import type { Role } from './role.ts'

/** Who may be an admin. */
export class MaybeAdmin {
  readonly roles: Set<Role> = new Set()
  readonly #adminRole: () => Role | undefined
  #admin = false

  /** @param adminRole - Finds the role that admins have; hubs before 2.0 have none. */
  constructor(adminRole: () => Role | undefined) {
    this.#adminRole = adminRole
  }

  /** Whether it is one. Who becomes one is given the role `admin`; who is one no more loses it. */
  get admin(): boolean {
    return this.#admin
  }

  set admin(admin: boolean) {
    this.#admin = admin
    this.assignAdminRole()
  }

  /** Gives the role to who is an admin, and takes it from who is none. */
  assignAdminRole(): void {
    const role = this.#adminRole()
    if (role === undefined) return
    if (this.#admin) this.roles.add(role)
    else this.roles.delete(role)
  }
}
