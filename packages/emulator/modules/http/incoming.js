/** A request whose body has come, and what comes to light about it on its way through the hub. */
export class Incoming {
  #body
  constructor(request, body) {
    /** Whether there is anything for its method and path. */
    this.known = true
    /** Whether anything has looked at the body. */
    this.bodyRead = false
    this.request = request
    this.url = new URL(request.url)
    this.#body = body
  }
  get body() {
    this.bodyRead = true
    return this.#body
  }
  /** The body, for what is none of the hub's handlers. */
  peek() {
    return this.#body
  }
}
//# sourceMappingURL=incoming.js.map
