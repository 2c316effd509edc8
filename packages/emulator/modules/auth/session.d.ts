import type { Call } from '../http/call.ts'
/** The session that a request belongs to; newer hubs know of the one that its answer begins, too. */
export declare function sessionOf({ hub, cookies, newSession }: Call): string | undefined
/** Begins a session, by which the tokens of a login are known. */
export declare function beginSession(call: Call): string
/** Ends the session: no token of it is left. */
export declare function endSession(call: Call): void
//# sourceMappingURL=session.d.ts.map
