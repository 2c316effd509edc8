import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
/** The server that the proxy knows to be at a path: of two, the one whose path is the longer. */
export declare function serverAt(hub: Hub, path: string): Server | undefined
//# sourceMappingURL=server-at.d.ts.map
