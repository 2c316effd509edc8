import type { Call } from './call.ts'
import type { Traits } from '../versions.ts'
import type { HttpError } from './errors.ts'
import type { Reply } from './reply.ts'
/** An error as the API tells it. */
export declare function jsonError({ status, sentence, headers }: HttpError, traits: Traits): Reply
/** An error as a page. */
export declare function pageError(call: Call, { status, sentence, headers }: HttpError): Reply
/** The heading of a page about an error. */
export declare const errorText: (status: number, reason: string) => string
//# sourceMappingURL=error-reply.d.ts.map
