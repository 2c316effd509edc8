import type { Call } from './call.ts'
/**
 * Refuses a body that claims to be a form with files, but ends like none: newer web servers look before the hub does.
 *
 * @throws {@link HttpError} 400.
 */
export declare function checkMultipart(call: Call): void
//# sourceMappingURL=multipart.d.ts.map
