import type { Requester } from '../auth/requester.ts'
import type { Call } from '../http/call.ts'
import type { Route } from '../http/route.ts'
import type { Token } from '../state/token.ts'
/** The requester with what it takes to see somebody: oneself unless given, which anyone may do here. */
export declare function withIdentity(requester: Requester, who?: Token['owner']): Requester
/** Who has a token, as far as it shows that. */
export declare function ownerModel(call: Call, { owner }: Pick<Requester, 'owner'>): object
/** Who sends the request. */
export declare const whoamiRoutes: readonly Route[]
//# sourceMappingURL=whoami.d.ts.map
