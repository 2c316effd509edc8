/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** The same, without the request that it is about, where that is known. */
export const reasonOf = (error: unknown): string => messageOf(error).replace(/^[A-Z]+ \S+: /, '')
