import type { Call } from './call.ts'
import type { Reply, ReplyOptions } from './reply.ts'
/** A page of the hub, whose cookie `_xsrf` is set with it. */
export declare function page(call: Call, main: string, options?: ReplyOptions): Reply
/** The field by which a form of a page proves that it is the hub's; nothing where hubs do not ask for it. */
export declare const xsrfField: (call: Call) => string
/** Sends a browser on. */
export declare const redirect: (location: string) => Reply
/** Where who is not logged in is sent, to come back afterwards. */
export declare function loginUrl({ hub, url }: Call): string
/** Text as it is written in a page. */
export declare function escapeHtml(text: string): string
//# sourceMappingURL=page.d.ts.map
