import type { Hub } from '../hub.ts'
import { Incoming } from './incoming.ts'
import type { Find } from './table.ts'
/** Answers requests as the proxy before the hub does, which hands most of them on. */
export declare function front(hub: Hub, find: Find): (incoming: Incoming) => Promise<Response>
//# sourceMappingURL=front.d.ts.map
