import type { Call } from '../http/call.ts'
import type { Guard } from '../http/route.ts'
/**
 * Lets a request through to its handler, or does not.
 *
 * @throws {@link HttpError} 403, or 404 where it is to stay hidden whether there is anything.
 */
export declare function checkGuard(call: Call, guard: Guard): void
//# sourceMappingURL=guard.d.ts.map
