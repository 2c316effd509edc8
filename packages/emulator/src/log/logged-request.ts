/** A request, as a hub remembers it. */
export interface LoggedRequest {
  readonly method: string
  /** Path without its query, still encoded; `***` stands for a token, or a cookie, in it. */
  readonly path: string
  /** Values of the query: of a name that comes more than once the last, as the hub takes it; `***` stands for what is secret by its name. */
  readonly query: Readonly<Record<string, string>>
  /** By names in lower case; `***` stands for credentials. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON as what it means, anything else as text; `null` if there is none. Secrets in it are not hidden. */
  readonly body: unknown
  /** Status of the answer; `null` if there was none. */
  readonly status: number | null
  /** How long the answer took to begin, by the hub's clock. */
  readonly ms: number
  /** Whether the hub has anything for its method and path. */
  readonly known: boolean
  /** Whether there was a body that the hub, which did what it was asked for, has not looked at. */
  readonly unread: boolean
}
