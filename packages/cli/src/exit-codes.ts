/** What the program ends with; the same for every command. */
export const exitCodes = {
  ok: 0,
  /** Something went wrong, or was declined. */
  failed: 1,
  /** What was asked for cannot be asked for. */
  usage: 2,
  /** Not logged in, or not allowed. */
  auth: 4,
  /** It has been asked for, and is not there yet. */
  pending: 8,
  /** Ctrl-C. */
  interrupted: 130,
} as const

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
