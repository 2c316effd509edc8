/** What was sent, without secrets: fields of those names, at any depth, and of forms. */
export declare function maskBody(body: unknown): unknown
/** A path without the tokens and cookies that hubs once took in it. */
export declare const maskPath: (path: string) => string
//# sourceMappingURL=mask.d.ts.map
