import type { Call } from '../http/call.ts'
import type { User } from '../state/user.ts'
type Compare = (one: User, other: User) => number
/**
 * The order that a list of users is asked for in; `undefined`: that of their ids, which they are in.
 *
 * @throws {@link HttpError} 400.
 */
export declare function compareUsers(call: Call): Compare | undefined
export {}
//# sourceMappingURL=users-order.d.ts.map
