/** A request whose body has come, and what comes to light about it on its way through the hub. */
export declare class Incoming {
  #private
  readonly request: Request
  readonly url: URL
  /** Whether there is anything for its method and path. */
  known: boolean
  /** Whether anything has looked at the body. */
  bodyRead: boolean
  constructor(request: Request, body: Uint8Array)
  get body(): Uint8Array
  /** The body, for what is none of the hub's handlers. */
  peek(): Uint8Array
}
//# sourceMappingURL=incoming.d.ts.map
