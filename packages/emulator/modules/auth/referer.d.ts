import type { Call } from '../http/call.ts'
/** Whether a request comes from a page of the hub, by its header `Referer`. */
export declare function isFromHub({ request, hub, url }: Call): boolean
//# sourceMappingURL=referer.d.ts.map
