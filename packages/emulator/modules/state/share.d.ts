import type { Moment } from '../python/time.ts'
import type { Group } from './group.ts'
import type { Server } from './server.ts'
import type { User } from './user.ts'
/** What may be done with a server by whom it is shared with. */
export interface Share {
  readonly id: number
  readonly server: Server
  readonly sharedWith: User | Group
  /** Without the filter, which follows the names of the server and its user. */
  readonly bases: Set<string>
  readonly created: Moment
}
/** A text that makes a share of who sends it. */
export interface ShareCode {
  /** A number; on the wire `sc_1`. */
  readonly id: number
  /** What is sent. A real hub keeps only a hash of it. */
  readonly code: string
  readonly server: Server
  readonly bases: ReadonlySet<string>
  readonly created: Moment
  readonly expiresAt: Moment
  exchangeCount: number
  lastExchanged: Moment | null
}
/** The scopes of a share, or of a code, in order. */
export declare const shareScopes: ({
  server,
  bases,
}: Pick<Share | ShareCode, 'server' | 'bases'>) => string[]
//# sourceMappingURL=share.d.ts.map
