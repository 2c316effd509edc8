import type { Requester } from '../auth/requester.ts'
import type { Reach } from '../auth/scopes.ts'
import type { Hub } from '../hub.ts'
import { HttpError, crash } from './errors.ts'

/** Names in a path, decoded: `{ user: 'ada' }`. */
export type Params = Readonly<Record<string, string>>

/** A request that has reached its handler. */
export class Call {
  readonly hub: Hub
  readonly request: Request
  readonly url: URL
  readonly params: Params
  readonly body: Uint8Array
  /** `null`: nobody knows who it is. */
  requester: Requester | null = null

  constructor(hub: Hub, request: Request, params: Params, body: Uint8Array) {
    this.hub = hub
    this.request = request
    this.url = new URL(request.url)
    this.params = params
    this.body = body
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
    const text = this.#text().trim()
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
