/** What is not well with a request, as a handler says it. */
export declare class HttpError extends Error {
  readonly status: number
  /** The hub's sentence; absent: it raised the status alone. */
  readonly sentence: string | undefined
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, sentence?: string, headers?: Readonly<Record<string, string>>)
}
/** What comes of an exception that the hub's own code has not foreseen. */
export declare const crash: () => HttpError
/** The reason phrase of a status. */
export declare const reasonOf: (status: number) => string
//# sourceMappingURL=errors.d.ts.map
