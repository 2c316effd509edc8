import type { Call } from '../http/call.ts'
/** Whom to share with, or not any more, and what. */
export interface ShareRequest {
  /** `null`: those that are usual. */
  readonly scopes: readonly string[] | null
  readonly user: string | null
  readonly group: string | null
}
/** A code to be made. */
export interface ShareCodeRequest {
  readonly scopes: readonly string[] | null
  readonly expires_in: number
}
/**
 * Reads a body that says whom to share a server with.
 *
 * @throws `HttpError` 400; 500 for scopes that do not exist, and for what is no object.
 */
export declare function readShareRequest(call: Call, model: string): ShareRequest
/**
 * Reads a body that says what code to make.
 *
 * @throws `HttpError` 400; 500 for scopes that do not exist, and for what is no object.
 */
export declare function readShareCodeRequest(call: Call): ShareCodeRequest
//# sourceMappingURL=share-request.d.ts.map
