import type { Requester } from '../auth/requester.ts'
import type { Reach } from '../auth/scopes.ts'
import type { Hub } from '../hub.ts'
import { Cookies } from './cookies.ts'
import type { Incoming } from './incoming.ts'
/** Names in a path, decoded: `{ user: 'ada' }`. */
export type Params = Readonly<Record<string, string>>
/** A request that has reached its handler. */
export declare class Call {
  #private
  readonly hub: Hub
  readonly request: Request
  readonly url: URL
  readonly params: Params
  /** Whether it is for the API; else it is for a page. */
  readonly api: boolean
  readonly cookies: Cookies
  /** `null`: nobody knows who it is. */
  requester: Requester | null
  /** Whether it came with a token of somebody, even of one whose login is not good any more. */
  hasToken: boolean
  /** The session that the answer begins. */
  newSession: string | undefined
  /** What the page of the answer has to send to prove itself, once it is known. */
  xsrfToken: string | undefined
  constructor(hub: Hub, incoming: Incoming, params: Params, api: boolean)
  get body(): Uint8Array
  get method(): string
  /** A name in the path; `''` where it is left out. */
  param(name: string): string
  /** A value of the query: the last if there are many, without space around it. */
  argument(name: string): string | undefined
  /** The fields of a form; none if the body is not one. */
  get form(): URLSearchParams
  /** A field of the form, or else a value of the query, without space around it. */
  field(name: string): string | undefined
  /** What the requester's scope of that base reaches. */
  reach(scope: string): Reach | undefined
  /**
   * The body as JSON, whatever it says it is; `null` if there is none.
   *
   * @throws {@link HttpError} 400.
   */
  json(): unknown
}
//# sourceMappingURL=call.d.ts.map
