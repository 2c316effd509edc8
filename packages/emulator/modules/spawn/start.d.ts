import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Spawn } from './spawner.ts'
import { Spawner } from './spawner.ts'
/** What the hub holds in its memory of a server, from now on if it held nothing. */
export declare function spawnerOf(server: Server): Spawner
/**
 * Begins to start a server that is stopped.
 *
 * @param options - `null`: those of the last start.
 */
export declare function startServer(
  hub: Hub,
  server: Server,
  options: Readonly<Record<string, unknown>> | null,
): Spawn
//# sourceMappingURL=start.d.ts.map
