import type { Call } from '../http/call.ts'
/**
 * Refuses a request that may have been made by a page of another site.
 *
 * @throws {@link HttpError} 403.
 */
export declare function checkXsrf(call: Call): void
/** The value that proves a request, whose cookie is set where it is another than before. */
export declare function xsrfTokenOf(call: Call): string
/** Sets the cookie for who is logged in, or not, from now on. */
export declare function renewXsrf(call: Call): void
/** Sets the cookie anew though it has not changed, so that it lasts as long as it can. */
export declare function refreshXsrf(call: Call): void
//# sourceMappingURL=xsrf.d.ts.map
