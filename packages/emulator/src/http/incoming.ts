/** A request whose body has come, and what comes to light about it on its way through the hub. */
export class Incoming {
  readonly request: Request
  readonly url: URL
  /** Whether there is anything for its method and path. */
  known = true
  /** Whether anything has looked at the body. */
  bodyRead = false
  readonly #body: Uint8Array

  constructor(request: Request, body: Uint8Array) {
    this.request = request
    this.url = new URL(request.url)
    this.#body = body
  }

  get body(): Uint8Array {
    this.bodyRead = true
    return this.#body
  }

  /** The body, for what is none of the hub's handlers. */
  peek(): Uint8Array {
    return this.#body
  }
}
