import type { Hub } from '../hub.ts'
import type { Incoming } from './incoming.ts'
import type { Find } from './table.ts'
/** Lets the hub answer a request whose path, still encoded, is below its base URL. */
export declare function dispatch(
  hub: Hub,
  find: Find,
  incoming: Incoming,
  path: string,
): Promise<Response>
//# sourceMappingURL=dispatch.d.ts.map
