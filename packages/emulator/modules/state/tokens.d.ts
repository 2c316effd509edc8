import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Service } from './service.ts'
import type { Token } from './token.ts'
import type { User } from './user.ts'
/** What a new token is made of; what is left out is drawn, or empty. */
export interface TokenDraft extends Partial<
  Pick<Token, 'secret' | 'clientId' | 'note' | 'scopes' | 'roles' | 'expiresAt' | 'sessionId'>
> {
  readonly owner: User | Service
}
/** All tokens, found by what is sent. */
export declare class Tokens {
  #private
  constructor(clock: Clock, random: Random)
  create(draft: TokenDraft): Token
  /** The token that is sent, unless it has expired. */
  find(secret: string): Token | undefined
  /** A token by its number, expired or not. */
  byId(id: number): Token | undefined
  hasExpired({ expiresAt }: Token): boolean
  delete(token: Token): void
  /** Forgets what a client of OAuth got, as it is one no more. */
  deleteOfClient(clientId: string): void
}
//# sourceMappingURL=tokens.d.ts.map
