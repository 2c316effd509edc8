import type { Clock } from '../clock.ts'
import type { Group } from './group.ts'
import type { Server } from './server.ts'
import type { Share } from './share.ts'
import type { User } from './user.ts'
/** Whom servers are shared with. */
type SharedWith = User | Group
/** All shares, found by whom they are with. They are gone with their server, or whom they are with. */
export declare class Shares {
  #private
  constructor(clock: Clock)
  /** All of them, in order. */
  get all(): readonly Share[]
  /** Those with a user by name, or with a group, not those of the groups that a user is in. */
  with(sharedWith: SharedWith): readonly Share[]
  find(server: Server, sharedWith: SharedWith): Share | undefined
  /** Shares a server, or adds to what is shared of it already. */
  grant(server: Server, sharedWith: SharedWith, bases: Iterable<string>): Share
  delete(share: Share): void
  /** Ends what is shared with someone, and of their servers, or of one server. */
  forget(one: SharedWith | Server): void
}
/** Whether a server has not been removed. */
export declare const isThere: (server: Server) => boolean
export {}
//# sourceMappingURL=shares.d.ts.map
