import type { Route } from '../http/route.ts'
/** Requests to `/x/{owner}` and `/x/{owner}/{server}`, where x is what is shared. */
export declare function routesOfOwner(
  place: string,
  get: Route['handle'],
  change: Readonly<Record<string, Route['handle']>>,
): Route[]
/** Requests about who may use a server. */
export declare const shareRoutes: readonly Route[]
//# sourceMappingURL=shares.d.ts.map
