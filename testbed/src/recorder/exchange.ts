/** A request as it goes over the wire, but for what says how long it is and where it goes. */
export interface WireRequest {
  readonly method: string
  /** Path and query, encoded. */
  readonly path: string
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Absent: none. */
  readonly body?: string
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** An answer without what differs from one hub to the next that is asked the same. */
export interface RecordedAnswer {
  readonly status: number
  /** All but those of the connection; cookies without their values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  /** JSON as it is, of pages the title and fields, of streams the events. */
  readonly body: unknown
}

/** A request and its answer, as data. Secrets, ids and addresses are placeholders: `${token:ada}`. */
export interface RecordedExchange {
  readonly request: WireRequest
  readonly answer: RecordedAnswer
  /** The request was sent until it was answered like that. */
  readonly awaited?: true
}
