import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Spawner } from './spawner.ts'
/** Lets the process of a server that is up end by itself, if that was scripted, and the hub find out when it next looks. */
export declare function mayDie(hub: Hub, server: Server, spawner: Spawner): void
/**
 * Stops a server that the hub takes to be up if its process has gone.
 *
 * @returns Whether it had.
 */
export declare function noticeDeath(hub: Hub, server: Server, spawner: Spawner): Promise<boolean>
//# sourceMappingURL=death.d.ts.map
