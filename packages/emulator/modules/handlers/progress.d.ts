import type { Route } from '../http/route.ts'
/** What goes on while a server starts, as it goes on. */
export declare const progressRoutes: readonly Route[]
//# sourceMappingURL=progress.d.ts.map
