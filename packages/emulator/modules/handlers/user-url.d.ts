import type { Route } from '../http/route.ts'
/** Paths of servers that the proxy does not know. */
export declare const userUrlRoutes: readonly Route[]
//# sourceMappingURL=user-url.d.ts.map
