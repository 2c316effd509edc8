/** Numbers from 0 up to 1, as `Math.random` gives them. */
export type Random = () => number
/** A text of `length` characters of an alphabet. */
export declare function randomText(random: Random, alphabet: string, length: number): string
/** As the hub makes tokens: the hexadecimal digits of a UUID. */
export declare const randomHex: (random: Random, length?: number) => string
//# sourceMappingURL=random.d.ts.map
