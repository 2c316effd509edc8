import { Group } from './group.js'
import { OAuthCodes } from './oauth-codes.js'
import { Ordered } from './ordered.js'
import { Server } from './server.js'
import { Service } from './service.js'
import { ShareCodes } from './share-codes.js'
import { Shares } from './shares.js'
import { Tokens } from './tokens.js'
import { User } from './user.js'
/** Everything that a hub knows. */
export class State {
  #clock
  constructor(clock, random) {
    this.users = new Ordered()
    this.groups = new Ordered()
    this.services = new Ordered()
    this.roles = new Ordered()
    this.#clock = clock
    this.tokens = new Tokens(clock, random)
    this.oauthCodes = new OAuthCodes(clock, random)
    this.shares = new Shares(clock)
    this.shareCodes = new ShareCodes(clock, random)
  }
  /** Makes a user with the roles that every user has. */
  addUser(name, admin = false) {
    const user = this.users.add(new User(this.users.nextId(), name, this.#clock.now()))
    user.admin = admin
    this.assignDefaultRoles(user)
    return user
  }
  deleteUser(user) {
    for (const token of user.tokens) this.tokens.delete(token)
    this.oauthCodes.deleteOf(user)
    for (const group of user.groups) group.removeUser(user)
    this.shares.forget(user)
    this.shareCodes.forget(user)
    this.users.delete(user)
  }
  addGroup(name) {
    return this.groups.add(new Group(this.groups.nextId(), name))
  }
  deleteGroup(group) {
    for (const user of group.users) group.removeUser(user)
    this.shares.forget(group)
    this.groups.delete(group)
  }
  addService(name, admin = false) {
    const service = this.services.add(new Service(this.services.nextId(), name))
    service.admin = admin
    this.assignDefaultRoles(service)
    return service
  }
  deleteService(service) {
    for (const token of service.tokens) this.tokens.delete(token)
    this.tokens.deleteOfClient(service.oauthClientId)
    this.services.delete(service)
  }
  /** The server of that name, which is made if there is none. */
  server(user, name) {
    const known = user.servers.get(name)
    if (known !== undefined) return known
    const server = new Server(user, name, this.#clock.now())
    user.servers.set(name, server)
    return server
  }
  /** Whoever is looked at for the first time has a default server from then on; it may be renamed away. */
  lookAt(user) {
    if (user.servers.size === 0) this.server(user, '')
  }
  /** Takes a server from its user, with all that is shared of it. */
  deleteServer(server) {
    this.shares.forget(server)
    this.shareCodes.forget(server)
    server.user.servers.delete(server.name)
  }
  /** Gives the role `admin` to who is one, takes it from who is none, and gives every user the role `user`. */
  assignDefaultRoles(owner) {
    const [admin, user] = [this.roles.get('admin'), this.roles.get('user')]
    if (admin !== undefined) {
      if (owner.admin) owner.roles.add(admin)
      else owner.roles.delete(admin)
    }
    if (owner.kind === 'user' && user !== undefined) owner.roles.add(user)
  }
}
//# sourceMappingURL=state.js.map
