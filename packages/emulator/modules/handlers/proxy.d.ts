import type { Route } from '../http/route.ts'
/** Requests about the proxy before the hub. */
export declare const proxyRoutes: readonly Route[]
//# sourceMappingURL=proxy.d.ts.map
