import { dumps } from '../python/json.ts'

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
export function json(value: unknown, options: ReplyOptions = {}): Reply {
  return {
    status: 200,
    contentType: 'application/json',
    headers: [],
    body: dumps(value),
    ...options,
  }
}

/** Nothing but a status. */
export function empty(status: number, options: ReplyOptions = {}): Reply {
  const contentType = status === 204 ? null : 'application/json'
  return { status, contentType, headers: [], body: '', ...options }
}

/** A page. */
export function html(body: string, options: ReplyOptions = {}): Reply {
  return { status: 200, contentType: 'text/html', headers: [], body, ...options }
}
