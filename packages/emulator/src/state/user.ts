import type { Moment } from '../python/time.ts'
import { MaybeAdmin } from './admin.ts'
import type { Group } from './group.ts'
import type { Role } from './role.ts'
import type { Server } from './server.ts'
import type { Token } from './token.ts'

/** Someone who logs in. */
export class User extends MaybeAdmin {
  readonly kind = 'user'
  readonly id: number
  name: string
  created: Moment
  lastActivity: Moment | null = null
  /** What the authenticator has stored. */
  authState: Readonly<Record<string, unknown>> | null = null
  /** Of this user alone; `null`: the password of all. */
  password: string | null = null
  readonly groups: Set<Group> = new Set()
  readonly tokens: Set<Token> = new Set()
  /** By name; that of the default server is empty. */
  readonly servers: Map<string, Server> = new Map()

  constructor(id: number, name: string, created: Moment, adminRole: () => Role | undefined) {
    super(adminRole)
    this.id = id
    this.name = name
    this.created = created
  }
}
