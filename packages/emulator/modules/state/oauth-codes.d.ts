import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { User } from './user.ts'
/** What a client gets for a code. */
export interface OAuthGrant {
  readonly clientId: string
  readonly user: User
  readonly scopes: readonly string[]
  readonly sessionId: string
  /** What the client has to solve to get it. */
  readonly challenge: string | null
  readonly challengeMethod: string
}
/** Codes that clients are yet to exchange: each within five minutes, and once. */
export declare class OAuthCodes {
  #private
  constructor(clock: Clock, random: Random)
  issue(grant: OAuthGrant): string
  find(code: string): OAuthGrant | undefined
  delete(code: string): void
  /** Forgets what a user has let clients know. */
  deleteOf(user: User): void
}
/** A code, or a token, as the hub's OAuth library makes them. */
export declare const oauthText: (random: Random) => string
//# sourceMappingURL=oauth-codes.d.ts.map
