import { Misunderstood } from '../log/misunderstood-error.ts'

/** What a request is for: whether there is anything for its method and path, and whether that looks at no body at all. */
interface Place {
  readonly known: boolean
  readonly bodiless: boolean
}

/** What has come. */
interface Arrived {
  readonly request: Request
  /** Nothing unless given. */
  readonly body?: Uint8Array
  /** That of the request unless given. */
  readonly signal?: AbortSignal
  /** Whether it is held to be understood: it goes no further than to where it is seen not to be. */
  readonly strict?: boolean
}

/** A request whose body has come, and what comes to light about it on its way through the hub. */
export class Incoming {
  readonly request: Request
  /** Says that nobody waits for the answer any more. */
  readonly signal: AbortSignal
  readonly url: URL
  /** Whether there is anything for its method and path. */
  known = true
  /** Whether anything has looked at the body. */
  bodyRead = false
  readonly #body: Uint8Array
  readonly #strict: boolean

  constructor({ request, body = new Uint8Array(), signal = request.signal, strict }: Arrived) {
    this.request = request
    this.signal = signal
    this.url = new URL(request.url)
    this.#body = body
    this.#strict = strict === true
  }

  get body(): Uint8Array {
    this.bodyRead = true
    return this.#body
  }

  /** The body, for what is none of the hub's handlers. */
  peek(): Uint8Array {
    return this.#body
  }

  /**
   * Has come to what it is for, where nothing has been done yet.
   *
   * @throws {@link Misunderstood} where it is held to be understood, and is not.
   */
  arrive({ known, bodiless }: Place): void {
    this.known = known
    const isUnread = bodiless && this.#body.length > 0
    if (this.#strict && (!known || isUnread)) throw new Misunderstood()
  }
}
