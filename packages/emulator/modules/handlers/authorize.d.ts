import type { Route } from '../http/route.ts'
/** The page on which people let clients know who they are. */
export declare const authorizeRoutes: readonly Route[]
//# sourceMappingURL=authorize.d.ts.map
