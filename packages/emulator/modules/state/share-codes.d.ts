import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Server } from './server.ts'
import type { ShareCode } from './share.ts'
import type { User } from './user.ts'
/** All codes, found by what is sent. They are gone with their server. */
export declare class ShareCodes {
  #private
  constructor(clock: Clock, random: Random)
  /** All of them, in order, and be they expired. */
  get all(): readonly ShareCode[]
  create(server: Server, bases: Iterable<string>, seconds: number): ShareCode
  /** The code that is sent, unless it has expired. */
  find(sent: string): ShareCode | undefined
  hasExpired({ expiresAt }: ShareCode): boolean
  delete({ code }: ShareCode): void
  /** Ends the codes of someone's servers, or of one server. */
  forget(one: User | Server): void
}
//# sourceMappingURL=share-codes.d.ts.map
