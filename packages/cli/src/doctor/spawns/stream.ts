/** How the stream of a server's progress came, in milliseconds since it was asked for. */
export interface StreamEvidence {
  /** Nothing if no answer came. */
  readonly status: number | undefined
  /** When its first byte came. */
  readonly firstByteMs: number | undefined
  /** When it ended, if it did. */
  readonly endedMs: number | undefined
  /** Whether it told how the start ended. */
  readonly toldEnd: boolean
  /** When the server was last seen to be starting still. */
  readonly lastPendingMs: number
  /** How the hub answered the request to start, where that was made here. */
  readonly startStatus?: number | undefined
}
