/**
 * Where an answer breaks off: after a number of bytes of the raw answer, head included, or at a place in it. An answer is
 * awaited whole before any of it is given, so that the hub has done its work by then. An event stream is given as it
 * comes, and breaks off as soon as its bytes reach the place, or at its end if they never do.
 *
 * - `'nothing'`: before the first byte.
 * - `'in-status-line'`: halfway through the status line.
 * - `'in-head'`: halfway through the header lines.
 * - `'after-head'`: behind the blank line that ends the head.
 * - `'in-body'`: halfway through the body; of a stream, halfway through its first event.
 * - `{ events: 2.5 }`: of a stream, behind two events and half of the third; whole numbers end with an event. The blank
 *   lines that the hub sends to keep the connection are no events.
 * - `'before-last-byte'`: nothing but the last byte is missing; of a stream, that of the mark of its end, so that all of
 *   its events come.
 *
 * In the bytes of a body are the sizes of its chunks, if it has chunks.
 */
export type CutPoint =
  | number
  | 'nothing'
  | 'in-status-line'
  | 'in-head'
  | 'after-head'
  | 'in-body'
  | 'before-last-byte'
  | { readonly events: number }

/** What may happen to a request on its way to the hub, or to the hub's answer on its way back. */
export type Fault =
  /** The request waits before it is passed on. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** It is passed on at once, and the answer waits. */
  | { readonly kind: 'delay-answer'; readonly ms: number }
  /** The connection is reset once the request has come, and nothing is passed on. */
  | { readonly kind: 'refuse' }
  /** The hub's whole answer is awaited, then the connection ends without a byte. */
  | { readonly kind: 'drop-answer' }
  /** The answer breaks off, as if whoever sent it had closed the connection. */
  | { readonly kind: 'cut'; readonly at: CutPoint }
  /** The answer breaks off, and the connection is reset. */
  | { readonly kind: 'reset'; readonly at: CutPoint }
  /** nginx's own page in place of the hub's answer: which is awaited, or the hub never hears of the request. */
  | { readonly kind: 'page'; readonly status: 502 | 503 | 504; readonly forwarded: boolean }
  /** The answer is held back until the hub has ended it, then given at once: nginx with `proxy_buffering`. */
  | { readonly kind: 'buffer' }
