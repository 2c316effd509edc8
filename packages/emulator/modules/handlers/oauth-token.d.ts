import type { Route } from '../http/route.ts'
/** Where clients get tokens for the codes that browsers bring them. */
export declare const oauthTokenRoutes: readonly Route[]
//# sourceMappingURL=oauth-token.d.ts.map
