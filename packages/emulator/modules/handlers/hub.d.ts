import type { Route } from '../http/route.ts'
/** Requests about the hub itself. */
export declare const hubRoutes: readonly Route[]
//# sourceMappingURL=hub.d.ts.map
