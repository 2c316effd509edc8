import type { Route } from '../http/route.ts'
/** Requests about services. */
export declare const serviceRoutes: readonly Route[]
//# sourceMappingURL=services.d.ts.map
