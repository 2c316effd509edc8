import type { Call } from './call.ts'
/** A part of a list. */
export interface Slice {
  readonly offset: number
  readonly limit: number
}
/**
 * The part of a list that a request asks for.
 *
 * @throws {@link HttpError} 400 for what are no numbers.
 */
export declare function sliceOf(call: Call): Slice
/** A list, or its page with all that belongs to it if the request asks for pages. */
export declare function paginated(call: Call, items: unknown, slice: Slice, total: number): unknown
/** A page with where it stands in the list, and how it goes on. */
export declare function envelope(
  call: Call,
  items: unknown,
  { offset, limit }: Slice,
  total: number,
): unknown
//# sourceMappingURL=pagination.d.ts.map
