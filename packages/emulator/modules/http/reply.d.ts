/** An answer that is yet to get the headers that all answers have. */
export interface Reply {
  readonly status: number
  /** `null`: none, as for 204. */
  readonly contentType: string | null
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** A header may come more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}
/** Parts of a reply that differ from the usual. */
export type ReplyOptions = Partial<Pick<Reply, 'status' | 'contentType' | 'headers'>>
/** JSON, as the API answers. */
export declare function json(value: unknown, options?: ReplyOptions): Reply
/** Nothing but a status. */
export declare function empty(status: number, options?: ReplyOptions): Reply
/** A page. */
export declare function html(body: string, options?: ReplyOptions): Reply
//# sourceMappingURL=reply.d.ts.map
