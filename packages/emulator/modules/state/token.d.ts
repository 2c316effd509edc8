import type { Moment } from '../python/time.ts'
import type { Role } from './role.ts'
import type { Service } from './service.ts'
import type { User } from './user.ts'
/** What proves who sends a request. */
export interface Token {
  /** A number; on the wire `a1`. */
  readonly id: number
  /** What is sent. A real hub keeps only a hash of it. */
  readonly secret: string
  readonly owner: User | Service
  /** The OAuth client that it was made for; `jupyterhub` for those that are asked for by the API. */
  readonly clientId: string
  readonly note: string
  /** Raw; since hub 3.0. */
  readonly scopes: readonly string[]
  /** On hub 2.x. */
  readonly roles: readonly Role[]
  readonly created: Moment
  readonly expiresAt: Moment | null
  /** The login that it was made in. */
  readonly sessionId: string | null
  lastActivity: Moment | null
}
//# sourceMappingURL=token.d.ts.map
