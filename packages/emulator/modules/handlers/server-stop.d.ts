import type { Call } from '../http/call.ts'
import type { Reply } from '../http/reply.ts'
/** Stops a server, and removes it, if that is asked for. */
export declare function deleteServer(call: Call): Promise<Reply>
//# sourceMappingURL=server-stop.d.ts.map
