import type { Route } from '../http/route.ts'
/** Requests about what is shared with somebody. */
export declare const sharedWithRoutes: readonly Route[]
//# sourceMappingURL=shared-with.d.ts.map
