import type { Moment } from '../python/time.ts'
import type { Group } from './group.ts'
import type { Role } from './role.ts'
import type { Server } from './server.ts'
import type { Token } from './token.ts'
/** Someone who logs in. */
export declare class User {
  readonly kind = 'user'
  readonly id: number
  name: string
  admin: boolean
  created: Moment
  lastActivity: Moment | null
  /** What the authenticator has stored. */
  authState: Readonly<Record<string, unknown>> | null
  /** Of this user alone; `null`: the password of all. */
  password: string | null
  readonly roles: Set<Role>
  readonly groups: Set<Group>
  readonly tokens: Set<Token>
  /** By name; that of the default server is empty. */
  readonly servers: Map<string, Server>
  constructor(id: number, name: string, created: Moment)
}
//# sourceMappingURL=user.d.ts.map
