import type { Clock } from '../clock.ts'
type Body = ReadableStream<Uint8Array>
/** Ends a body with an error after so many bytes; a shorter one, too. */
export declare const cut: (body: Body, bytes: number) => Body
/** Lets a body through in small pieces, each after a while. */
export declare const drip: (body: Body, bytes: number, every: number, clock: Clock) => Body
/** Holds a body until all of it is there. */
export declare const buffered: (body: Body) => Body
export {}
//# sourceMappingURL=streams.d.ts.map
