import type { Call } from '../http/call.ts'
import type { User } from '../state/user.ts'
/** The user whom a request's cookies name, if they are the hub's own and still good. */
export declare function cookieUser(call: Call): User | undefined
/** The user whom a cookie names: one that was sent, unless a value is given. */
export declare function userOfCookie(call: Call, name: string, given?: string): User | undefined
/** Has the browser send who it is from now on. */
export declare function setLoginCookies(call: Call, user: User): void
/** Has the browser forget who it was. */
export declare function clearLoginCookies(call: Call): void
//# sourceMappingURL=cookies.d.ts.map
