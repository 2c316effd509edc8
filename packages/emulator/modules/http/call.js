import { Cookies } from './cookies.js'
import { HttpError, crash } from './errors.js'
/** A request that has reached its handler. */
export class Call {
  #incoming
  constructor(hub, incoming, params, api) {
    /** `null`: nobody knows who it is. */
    this.requester = null
    /** Whether it came with a token of somebody, even of one whose login is not good any more. */
    this.hasToken = false
    this.hub = hub
    this.request = incoming.request
    this.url = incoming.url
    this.params = params
    this.api = api
    this.cookies = new Cookies(incoming.request.headers.get('cookie'))
    this.#incoming = incoming
  }
  get body() {
    return this.#incoming.body
  }
  get method() {
    return this.request.method
  }
  /** A name in the path; `''` where it is left out. */
  param(name) {
    return this.params[name] ?? ''
  }
  /** A value of the query: the last if there are many, without space around it. */
  argument(name) {
    return this.url.searchParams.getAll(name).at(-1)?.trim()
  }
  /** The fields of a form; none if the body is not one. */
  get form() {
    const type = this.request.headers.get('content-type') ?? ''
    const isForm = type.startsWith('application/x-www-form-urlencoded')
    return new URLSearchParams(isForm ? new TextDecoder().decode(this.body) : '')
  }
  /** A field of the form, or else a value of the query, without space around it. */
  field(name) {
    return this.form.getAll(name).at(-1)?.trim() ?? this.argument(name)
  }
  /** What the requester's scope of that base reaches. */
  reach(scope) {
    return this.requester?.parsed.get(scope)
  }
  /**
   * The body as JSON, whatever it says it is; `null` if there is none.
   *
   * @throws {@link HttpError} 400.
   */
  json() {
    if (this.body.length === 0) return null
    const text = this.#text()
    try {
      return JSON.parse(text)
    } catch {
      throw new HttpError(400, 'Invalid JSON in body of request')
    }
  }
  #text() {
    try {
      return new TextDecoder('utf-8', {
        fatal: !this.hub.traits.lenientUtf8,
        ignoreBOM: true,
      }).decode(this.body)
    } catch {
      throw crash()
    }
  }
}
//# sourceMappingURL=call.js.map
