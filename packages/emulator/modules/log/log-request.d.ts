import type { Incoming } from '../http/incoming.ts'
import type { LoggedRequest } from './logged-request.ts'
/** What is remembered of a request once its answer has begun, or has failed to. */
export declare function logged(incoming: Incoming, status: number | null, ms: number): LoggedRequest
//# sourceMappingURL=log-request.d.ts.map
