import type { Route } from '../http/route.ts'
/** The page that makes a share of a code, in a browser. */
export declare const acceptShareRoutes: readonly Route[]
//# sourceMappingURL=accept-share.d.ts.map
