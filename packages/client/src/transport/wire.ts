import type { Fetch } from '../options.ts'

/** Whom a signal tells of its abort. No event is given. */
export type AbortListener = (() => void) | { handleEvent(): void }

/** As much of an `AbortSignal` as a transport needs, which is one. An abort is told once, so `once` changes nothing. */
export interface WireSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(
    type: 'abort',
    listener: AbortListener,
    options?: { readonly once?: boolean },
  ): void
  removeEventListener(type: 'abort', listener: AbortListener): void
}

/** A request as it goes out, which `fetch` takes, too: `send: (url, request) => fetch(url, request)`. */
export interface WireRequest {
  readonly method: string
  /** By lower-case name, the token among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly redirect: 'manual'
  /** What ends it before its time. Made when it is asked for, so that a copy by `{ ...request }` lacks it. */
  readonly signal: AbortSignal
  /** The same for less, for a transport that needs no true `AbortSignal`. */
  readonly deadline: WireSignal
}

/** What the client reads of a response; a `Response` is one. */
export interface WireResponse {
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: { get(name: string): string | null }
  readonly body: ByteStream | null
  text(): Promise<string>
}

/** The body of a response, read piece by piece. */
export interface ByteStream {
  getReader(): ByteReader
  /** Lets go of the rest, which frees or ends the connection. */
  cancel(): Promise<void>
}

/** Reads a {@link ByteStream}. */
export interface ByteReader {
  read(): Promise<ReadableStreamReadResult<Uint8Array>>
  cancel(): Promise<void>
}

/** Sends requests in place of `fetch`, for less. Redirects are not followed, and a body is consumed or cancelled. */
export interface HttpTransport {
  /** Used where middleware is to get a `Response`. */
  readonly fetch: Fetch
  /** Used otherwise. */
  readonly send: (url: string, request: WireRequest) => Promise<WireResponse>
}
