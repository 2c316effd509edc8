import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import type { Service } from '../state/service.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
import type { ParsedScopes } from './scopes.ts'
/** Who sends a request, and what they may do with it. */
export interface Requester {
  readonly owner: User | Service
  /** `null`: a cookie said who it is, or a password in the request. */
  readonly token: Token | null
  /** Sorted out from {@link Requester.scopes}. */
  readonly parsed: ParsedScopes
  readonly scopes: ReadonlySet<string>
}
/** Finds out who sends a request: by a token if tokens will do, else by a cookie. */
export declare function identify(
  call: Call,
  {
    tokens,
  }?: {
    readonly tokens?: boolean
  },
): Requester | null
/** Someone who has sent a token, whose use is noted. */
export declare function requesterOfToken(hub: Hub, token: Token): Requester
/** Someone with all that they may do. */
export declare function requesterOf(
  hub: Hub,
  owner: User | Service,
  token?: Token | null,
): Requester
/** The token that a request is sent with, if it is one that will do everywhere. */
export declare function tokenOf(hub: Hub, request: Request): Token | undefined
/** The same, or one that a login gave, which does little on hub 1.x. */
export declare function anyTokenOf({ state }: Hub, request: Request): Token | undefined
//# sourceMappingURL=requester.d.ts.map
