import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Token } from '../state/token.ts'
/** Makes the token that a server tells the hub with what is going on. */
export declare function addServerToken(hub: Hub, server: Server): Token
//# sourceMappingURL=server-token.d.ts.map
