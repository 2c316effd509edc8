/** Someone who logs in. */
export class User {
  constructor(id, name, created) {
    this.kind = 'user'
    this.admin = false
    this.lastActivity = null
    /** What the authenticator has stored. */
    this.authState = null
    /** Of this user alone; `null`: the password of all. */
    this.password = null
    this.roles = new Set()
    this.groups = new Set()
    this.tokens = new Set()
    /** By name; that of the default server is empty. */
    this.servers = new Map()
    this.id = id
    this.name = name
    this.created = created
  }
}
//# sourceMappingURL=user.js.map
