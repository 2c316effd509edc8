import type { Fetch } from '../options.ts'

/** Whom a signal tells of its abort. */
export interface AbortListener {
  handleEvent(): void
}

/** What ends a request before its time: as much of an `AbortSignal` as a transport needs; one is one. */
export interface WireSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: AbortListener): void
  removeEventListener(type: 'abort', listener: AbortListener): void
}

/** A request as it goes out. */
export interface WireRequest {
  readonly method: string
  /** By lower-case name, the token among them. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly signal: WireSignal
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
