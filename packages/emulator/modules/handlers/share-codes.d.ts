import type { Route } from '../http/route.ts'
/** Requests about codes that share a server. */
export declare const shareCodeRoutes: readonly Route[]
//# sourceMappingURL=share-codes.d.ts.map
