import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Spawner } from './spawner.ts'
/** Stops a server, and waits for that as long as the hub does. */
export declare function stopAndWait(hub: Hub, server: Server, spawner: Spawner): Promise<void>
/** Stops a server. */
export declare function stopServer(hub: Hub, server: Server, spawner: Spawner): Promise<void>
/** Forgets what a server had while it was anything but stopped. */
export declare function cleanUp(hub: Hub, server: Server, spawner: Spawner): void
//# sourceMappingURL=stop.d.ts.map
