/** A moment: milliseconds since 1970, by UTC, with a fraction for microseconds. */
export type Moment = number
/** Writes a moment as the hub does: six digits after the seconds, or none if they are all zero. */
export declare function isoformat(moment: Moment | null): string | null
/** Reads a moment, taking one without an offset for UTC; `undefined` if it is none. */
export declare function parseMoment(text: unknown): Moment | undefined
//# sourceMappingURL=time.d.ts.map
