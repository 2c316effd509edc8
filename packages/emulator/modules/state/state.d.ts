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
export declare class State {
  #private
  readonly users: Ordered<User>
  readonly groups: Ordered<Group>
  readonly services: Ordered<Service>
  readonly roles: Ordered<Role>
  readonly tokens: Tokens
  readonly oauthCodes: OAuthCodes
  readonly shares: Shares
  readonly shareCodes: ShareCodes
  constructor(clock: Clock, random: Random)
  /** Makes a user with the roles that every user has. */
  addUser(name: string, admin?: boolean): User
  deleteUser(user: User): void
  addGroup(name: string): Group
  deleteGroup(group: Group): void
  addService(name: string, admin?: boolean): Service
  deleteService(service: Service): void
  /** The server of that name, which is made if there is none. */
  server(user: User, name: string): Server
  /** Whoever is looked at for the first time has a default server from then on; it may be renamed away. */
  lookAt(user: User): void
  /** Takes a server from its user, with all that is shared of it. */
  deleteServer(server: Server): void
  /** Gives the role `admin` to who is one, takes it from who is none, and gives every user the role `user`. */
  assignDefaultRoles(owner: User | Service): void
}
//# sourceMappingURL=state.d.ts.map
