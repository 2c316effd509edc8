import type { Route } from '../http/route.ts'
/** Requests by which services of old got to know people. */
export declare const authorizationRoutes: readonly Route[]
//# sourceMappingURL=authorizations.d.ts.map
