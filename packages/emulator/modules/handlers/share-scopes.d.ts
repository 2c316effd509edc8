import type { Call } from '../http/call.ts'
/**
 * Scopes that a request wants to share, narrowed to the server of the path.
 *
 * @throws {@link HttpError} 400 for any other filter.
 */
export declare function narrowed(call: Call, scopes: readonly string[] | null): string[]
/**
 * Refuses to share what a requester does not hold.
 *
 * @throws {@link HttpError} 403.
 */
export declare function checkMayShare(call: Call, scopes: readonly string[]): void
/** Scopes without their filters. */
export declare const basesOf: (scopes: readonly string[]) => string[]
//# sourceMappingURL=share-scopes.d.ts.map
