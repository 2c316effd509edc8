import type { User } from '../state/user.ts'
import type { Call } from './call.ts'
/** Where a login ends: at `next`, at the user's server if it is up, or at the page that starts it. */
export declare function nextUrl(call: Call, user: User): string
/** Where a request says that it is to end; `''` if nowhere, or not on this host. */
export declare const askedNext: (call: Call) => string
//# sourceMappingURL=next-url.d.ts.map
