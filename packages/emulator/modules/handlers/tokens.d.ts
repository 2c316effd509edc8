import type { Route } from '../http/route.ts'
/** Requests about the tokens of a user. */
export declare const tokenRoutes: readonly Route[]
//# sourceMappingURL=tokens.d.ts.map
