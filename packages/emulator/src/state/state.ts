import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { Group } from './group.ts'
import { OAuthCodes } from './oauth-codes.ts'
import { Ordered } from './ordered.ts'
import type { Role } from './role.ts'
import { Server } from './server.ts'
import { Service } from './service.ts'
import { ShareCodes } from './share-codes.ts'
import { Shares } from './shares.ts'
import { Tokens } from './tokens.ts'
import { User } from './user.ts'

/** Everything that a hub knows. */
export class State {
  readonly users: Ordered<User> = new Ordered()
  readonly groups: Ordered<Group> = new Ordered()
  readonly services: Ordered<Service> = new Ordered()
  readonly roles: Ordered<Role> = new Ordered()
  readonly tokens: Tokens
  readonly oauthCodes: OAuthCodes
  readonly shares: Shares
  readonly shareCodes: ShareCodes
  readonly #clock: Clock
  readonly #adminRole = (): Role | undefined => this.roles.get('admin')

  constructor(clock: Clock, random: Random) {
    this.#clock = clock
    this.tokens = new Tokens(clock, random)
    this.oauthCodes = new OAuthCodes(clock, random)
    this.shares = new Shares(clock)
    this.shareCodes = new ShareCodes(clock, random)
  }

  /** Makes a user with the roles that every user has. */
  addUser(name: string, admin = false): User {
    const now = this.#clock.now()
    const user = this.users.add(new User(this.users.nextId(), name, now, this.#adminRole))
    user.admin = admin
    this.assignDefaultRoles(user)
    return user
  }

  deleteUser(user: User): void {
    for (const token of user.tokens) this.tokens.delete(token)
    this.oauthCodes.deleteOf(user)
    for (const group of user.groups) group.removeUser(user)
    this.shares.forget(user)
    this.shareCodes.forget(user)
    this.users.delete(user)
  }

  addGroup(name: string): Group {
    return this.groups.add(new Group(this.groups.nextId(), name))
  }

  deleteGroup(group: Group): void {
    for (const user of group.users) group.removeUser(user)
    this.shares.forget(group)
    this.groups.delete(group)
  }

  addService(name: string, admin = false): Service {
    const service = this.services.add(new Service(this.services.nextId(), name, this.#adminRole))
    service.admin = admin
    this.assignDefaultRoles(service)
    return service
  }

  deleteService(service: Service): void {
    for (const token of service.tokens) this.tokens.delete(token)
    this.tokens.deleteOfClient(service.oauthClientId)
    this.services.delete(service)
  }

  /** The server of that name, which is made if there is none. */
  server(user: User, name: string): Server {
    const known = user.servers.get(name)
    if (known !== undefined) return known
    const server = new Server(user, name, this.#clock.now())
    user.servers.set(name, server)
    return server
  }

  /** Whoever is looked at for the first time has a default server from then on; it may be renamed away. */
  lookAt(user: User): void {
    if (user.servers.size === 0) this.server(user, '')
  }

  /** Takes a server from its user, with all that is shared of it. */
  deleteServer(server: Server): void {
    this.shares.forget(server)
    this.shareCodes.forget(server)
    server.user.servers.delete(server.name)
  }

  /** Gives the role `admin` to who is one, takes it from who is none, and gives every user the role `user`. */
  assignDefaultRoles(owner: User | Service): void {
    owner.assignAdminRole()
    const user = this.roles.get('user')
    if (owner.kind === 'user' && user !== undefined) owner.roles.add(user)
  }
}
