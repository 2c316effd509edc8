/** What a cookie is set with besides its value. */
interface CookieOptions {
  readonly path: string
  readonly httpOnly?: boolean
  /** Seconds. */
  readonly maxAge?: number
  readonly expires?: Date
}
/** The cookies that come with a request, and those that its answer sets. */
export declare class Cookies {
  #private
  constructor(header: string | null)
  /** A value that was sent: the last if there are many. */
  get(name: string): string | undefined
  /** Values that were sent under one name: there may be one for each path. */
  all(name: string): string[]
  set(name: string, value: string, { path, httpOnly, maxAge, expires }: CookieOptions): void
  clear(name: string, path: string): void
  /** Headers of the answer. */
  get headers(): [name: string, value: string][]
}
export {}
//# sourceMappingURL=cookies.d.ts.map
