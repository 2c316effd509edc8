import type { Hub } from '../hub.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Trouble } from './fault.ts'
/** Answers a request, but for what goes wrong with it. */
export declare function suffer(
  hub: Hub,
  incoming: Incoming,
  answer: () => Promise<Response>,
  trouble: Trouble,
): Promise<Response>
//# sourceMappingURL=suffer.d.ts.map
