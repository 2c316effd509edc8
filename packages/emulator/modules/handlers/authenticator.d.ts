import type { Hub } from '../hub.ts'
import type { User } from '../state/user.ts'
/** A name as a login makes it. */
export declare const normalizeUsername: (name: string) => string
/** Whether a user may be called that. */
export declare const isValidUsername: ({ traits }: Hub, name: string) => boolean
/**
 * The user, who has to exist, whose name and password these are.
 *
 * @param data - `{ username, password }`; anything else is nobody's.
 */
export declare function authenticate({ state, config }: Hub, data: unknown): User | undefined
//# sourceMappingURL=authenticator.d.ts.map
