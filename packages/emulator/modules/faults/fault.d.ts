/** What goes wrong with a request. */
export type Trouble =
  /** The proxy cannot reach the hub: its page, 502. */
  | 'bad gateway'
  /** The connection ends before the hub has seen the request. */
  | 'reset'
  /** The hub does what it is asked for, and the connection ends before the answer. */
  | 'lost answer'
  /** Something on the way holds the body until all of it is there, as proxies do with streams. */
  | 'buffering'
  /** An answer in place of the hub's, as JSON unless it is a text. */
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: unknown
    }
  /** The connection ends after so many bytes of the body. */
  | {
      readonly cutAfter: number
    }
  /** The body comes in pieces of so many bytes, each so many milliseconds after the one before. */
  | {
      readonly drip: number
      readonly every: number
    }
  /** The hub sees the request so many milliseconds later. */
  | {
      readonly delay: number
    }
  /** The hub is gone for so many milliseconds, for this request and all others; the proxy answers 503. */
  | {
      readonly restart: number
    }
/** Something that goes wrong, and with which requests. */
export interface Fault {
  readonly trouble: Trouble
  /** Any method unless given. */
  readonly method?: string
  /**
   * Below the hub's base URL and without a query: `/hub/api/users`. `{user}` stands for any name, and `{path*}`, at the end,
   * for all that is left. Any path unless given.
   */
  readonly path?: string
  /** How many requests it meets: 1 unless given, `Infinity` for all. */
  readonly times?: number
  /** How many it lets pass before. */
  readonly after?: number
}
//# sourceMappingURL=fault.d.ts.map
