import type { Hub } from '../hub.ts'
import type { User } from '../state/user.ts'
import type { OAuthClient } from './clients.ts'
/**
 * What a client asks for, with what it always gets.
 *
 * @param asked - Scopes, or names of roles; empty: all that it may ask for.
 * @returns `undefined`: it may not ask for that.
 */
export declare function scopesAsked(
  hub: Hub,
  client: OAuthClient,
  user: User,
  asked: readonly string[],
): readonly string[] | undefined
/** What of it the user can give. */
export declare function scopesGiven(
  hub: Hub,
  client: OAuthClient,
  user: User,
  asked: readonly string[],
): readonly string[]
//# sourceMappingURL=scopes.d.ts.map
