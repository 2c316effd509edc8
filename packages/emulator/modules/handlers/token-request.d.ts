import type { Hub } from '../hub.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'
type Body = Readonly<Record<string, unknown>>
/**
 * Makes the token that a body asks for.
 *
 * @throws {@link HttpError} 400, on hub 2.x 403 or 404 for roles, 500 for what old hubs do not check.
 */
export declare function makeToken(hub: Hub, owner: User, body: Body, note: string): Token
/**
 * Refuses scopes that somebody does not hold.
 *
 * @throws {@link HttpError} 400.
 */
export declare function checkExcess(hub: Hub, owner: Token['owner'], raw: readonly string[]): void
export {}
//# sourceMappingURL=token-request.d.ts.map
