import type { Route } from '../http/route.ts'
/** Pages for what watches over the hub. */
export declare const healthRoutes: readonly Route[]
//# sourceMappingURL=health.d.ts.map
