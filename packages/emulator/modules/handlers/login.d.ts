import type { Route } from '../http/route.ts'
/** How people come in, and go. */
export declare const loginRoutes: readonly Route[]
//# sourceMappingURL=login.d.ts.map
