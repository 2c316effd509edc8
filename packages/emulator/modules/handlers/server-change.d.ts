import type { Call } from '../http/call.ts'
import type { Reply } from '../http/reply.ts'
/** Changes a server that is stopped: its name, its options and its display name, one after the other. */
export declare function changeServer(call: Call): Reply
//# sourceMappingURL=server-change.d.ts.map
