import type { User as UserModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import type { Route } from '../http/route.ts'
import type { User } from '../state/user.ts'
/**
 * The user of the path.
 *
 * @throws {@link HttpError} 404.
 */
export declare function theUser({ hub, params }: Call): User
/**
 * Since 4.1.6 it takes an admin to make one, however many scopes somebody has.
 *
 * @throws {@link HttpError} 403.
 */
export declare function checkMayMakeAdmins({ hub, requester }: Call): void
/** Makes an admin of a user, or takes that back. */
export declare function makeAdmin({ hub }: Call, user: User, admin: boolean): void
/** A user who has just been made, or changed. */
export declare const newUserModel: (call: Call, user: User) => Partial<UserModel>
/** Requests about one user. */
export declare const userRoutes: readonly Route[]
//# sourceMappingURL=users.d.ts.map
