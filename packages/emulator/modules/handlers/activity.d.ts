import type { Route } from '../http/route.ts'
/** What servers tell of the use that is made of them. */
export declare const activityRoutes: readonly Route[]
//# sourceMappingURL=activity.d.ts.map
