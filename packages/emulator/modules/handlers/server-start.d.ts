import type { Call } from '../http/call.ts'
import type { Reply } from '../http/reply.ts'
import { Spawner } from '../spawn/spawner.ts'
import type { Server } from '../state/server.ts'
/** Starts a server, which is made if there is none of that name. */
export declare function postServer(call: Call): Promise<Reply>
/**
 * Starts a server, and waits for it as long as the hub does.
 *
 * @throws {@link HttpError} Of a start that fails meanwhile.
 */
export declare function startAndWait(
  { hub }: Call,
  server: Server,
  options: unknown,
): Promise<Spawner>
//# sourceMappingURL=server-start.d.ts.map
