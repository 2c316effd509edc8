const ways: readonly (readonly [RegExp, (where: string) => string])[] = [
  [/\bECONNREFUSED ([^\s,]+)/, (where) => `nothing listens at ${where}`],
  [/\bENOTFOUND ([^\s,]+)/, (where) => `there is no host ${where}`],
  [/\bEAI_AGAIN ([^\s,]+)/, (where) => `the name ${where} cannot be looked up now`],
  [/\bE(?:HOST|NET)UNREACH ([^\s,]+)/, (where) => `there is no way to ${where}`],
  [/\bETIMEDOUT ([^\s,]+)/, (where) => `${where} does not answer`],
  [/\bENOENT ([^\s,]+)/, (where) => `there is no socket ${where}`],
]

/** Why there was no connection, in words, by what the system says of it; nothing if it says something else. */
export function unreached(message: string): string | undefined {
  for (const [pattern, says] of ways) {
    const where = pattern.exec(message)?.[1]
    if (where !== undefined) return says(where)
  }
  return undefined
}
