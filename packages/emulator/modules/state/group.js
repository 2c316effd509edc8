/** Users under a name. */
export class Group {
  constructor(id, name) {
    this.kind = 'group'
    this.properties = {}
    this.users = new Set()
    this.roles = new Set()
    this.id = id
    this.name = name
  }
  /** Takes a user in; one who is in already stays. */
  addUser(user) {
    this.users.add(user)
    user.groups.add(this)
  }
  /** Lets a user go. */
  removeUser(user) {
    this.users.delete(user)
    user.groups.delete(this)
  }
}
//# sourceMappingURL=group.js.map
