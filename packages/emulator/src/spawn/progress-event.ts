/** Something that is told of a start while it is under way; the client knows it by the same name. */
export interface ProgressEvent {
  /** 0 to 100. */
  readonly progress?: number
  /** What is happening, in plain text. */
  readonly message?: string
  /** The same with markup. */
  readonly html_message?: string
  /** The server is up: the last event. */
  readonly ready?: boolean
  /** The server did not come up: the last event. */
  readonly failed?: boolean
  /** Where the server answers, in the event that says `ready`. */
  readonly url?: string
  /** What else a spawner tells. */
  readonly [extra: string]: unknown
}
