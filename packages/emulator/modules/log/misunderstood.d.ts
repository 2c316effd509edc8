import type { Route } from '../http/route.ts'
import type { LoggedRequest } from './logged-request.ts'
type Place = Pick<Route, 'method' | 'path'>
/** Whether a request was for nothing that the hub has, or brought what the hub does not read. */
export declare const isMisunderstood: ({ known, unread }: LoggedRequest) => boolean
/** What is wrong with requests: what was sent, and what comes nearest to it, as a difference. */
export declare function explain(
  requests: readonly LoggedRequest[],
  version: string,
  routes: readonly Place[],
  baseUrl: string,
): string
export {}
//# sourceMappingURL=misunderstood.d.ts.map
