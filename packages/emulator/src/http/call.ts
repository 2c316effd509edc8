import type { Requester } from '../auth/requester.ts'
import type { Reach } from '../auth/scopes.ts'
import type { Hub } from '../hub.ts'
import { Cookies } from './cookies.ts'
import { HttpError, crash } from './errors.ts'
import type { Incoming } from './incoming.ts'

/** Names in a path, decoded: `{ user: 'ada' }`. */
export type Params = Readonly<Record<string, string>>

/** A request that has reached its handler. */
export class Call {
  readonly hub: Hub
  readonly request: Request
  readonly url: URL
  readonly params: Params
  /** Whether it is for the API; else it is for a page. */
  readonly api: boolean
  readonly cookies: Cookies
  /** `null`: nobody knows who it is. */
  requester: Requester | null = null
  /** Whether it came with a token of somebody, even of one whose login is not good any more. */
  hasToken = false
  /** The session that the answer begins. */
  newSession: string | undefined
  /** What the page of the answer has to send to prove itself, once it is known. */
  xsrfToken: string | undefined
  readonly #incoming: Incoming

  constructor(hub: Hub, incoming: Incoming, params: Params, api: boolean) {
    this.hub = hub
    this.request = incoming.request
    this.url = incoming.url
    this.params = params
    this.api = api
    this.cookies = new Cookies(incoming.request.headers.get('cookie'))
    this.#incoming = incoming
  }

  get body(): Uint8Array {
    return this.#incoming.body
  }

  get method(): string {
    return this.request.method
  }

  /** A name in the path; `''` where it is left out. */
  param(name: string): string {
    return this.params[name] ?? ''
  }

  /** A value of the query: the last if there are many, without space around it. */
  argument(name: string): string | undefined {
    return this.url.searchParams.getAll(name).at(-1)?.trim()
  }

  /** The fields of a form; none if the body is not one. */
  get form(): URLSearchParams {
    const type = this.request.headers.get('content-type') ?? ''
    const isForm = type.startsWith('application/x-www-form-urlencoded')
    return new URLSearchParams(isForm ? new TextDecoder().decode(this.body) : '')
  }

  /** A field of the form, or else a value of the query, without space around it. */
  field(name: string): string | undefined {
    return this.form.getAll(name).at(-1)?.trim() ?? this.argument(name)
  }

  /** What the requester's scope of that base reaches. */
  reach(scope: string): Reach | undefined {
    return this.requester?.parsed.get(scope)
  }

  /**
   * The body as JSON, whatever it says it is; `null` if there is none.
   *
   * @throws {@link HttpError} 400.
   */
  json(): unknown {
    if (this.body.length === 0) return null
    const text = this.#text()
    try {
      return JSON.parse(text)
    } catch {
      throw new HttpError(400, 'Invalid JSON in body of request')
    }
  }

  #text(): string {
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
