import type { Route } from '../http/route.ts'
/** Pages that start servers. */
export declare const spawnPageRoutes: readonly Route[]
//# sourceMappingURL=spawn-pages.d.ts.map
