/** A strong validator of a body. */
export declare const etagOf: (bytes: Uint8Array) => string
/** 16 hexadecimal digits by which to know a text again: quick to make, and not safe. */
export declare const hashOf: (text: string) => string
/** Whether a header `If-None-Match` names a validator. */
export declare function matchesEtag(header: string | null, etag: string): boolean
//# sourceMappingURL=etag.d.ts.map
