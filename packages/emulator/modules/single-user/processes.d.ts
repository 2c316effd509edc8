import type { Hub } from '../hub.ts'
import type { Incoming } from '../http/incoming.ts'
/** Lets a server's process answer what is sent right to it; `undefined`: it is sent to the proxy. */
export declare function answerDirectly(hub: Hub, incoming: Incoming): Promise<Response | undefined>
/**
 * Lets a server's process answer what the proxy hands on to it; `undefined`: that is the hub's to answer.
 *
 * @param broken - What the proxy answers where there is no process.
 */
export declare function answerProxied(
  hub: Hub,
  incoming: Incoming,
  broken: () => Promise<Response>,
): Promise<Response | undefined>
//# sourceMappingURL=processes.d.ts.map
