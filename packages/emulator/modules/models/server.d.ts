import type { Server as ServerModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import type { Spawner } from '../spawn/spawner.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'
/** Path of a user's default server. */
export declare const userUrl: ({ baseUrl }: Hub, { name }: User) => string
/** Path of a server. */
export declare function serverUrl(hub: Hub, { user, name }: Server): string
/**
 * A server as the API shows it; that it may be seen at all is known.
 *
 * @param spawner - What is shown of the hub's memory; `null`: the database alone.
 */
export declare function serverModel(
  call: Call,
  server: Server,
  spawner?: Spawner | null,
): ServerModel
//# sourceMappingURL=server.d.ts.map
