import type { Route } from '../http/route.ts'
/** Requests about one server. */
export declare const serverRoutes: readonly Route[]
//# sourceMappingURL=servers.d.ts.map
