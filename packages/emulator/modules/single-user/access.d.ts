import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
/** Whether the token of a request, which may be in its query, lets it into a server. */
export declare function mayVisit(hub: Hub, server: Server, request: Request): boolean
//# sourceMappingURL=access.d.ts.map
