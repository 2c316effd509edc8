import type { Route } from '../http/route.ts'
/** Pages for people, but for those that start servers. */
export declare const pageRoutes: readonly Route[]
//# sourceMappingURL=pages.d.ts.map
