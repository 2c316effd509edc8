const mostNames = 10

/** Names as a sentence has them: not more than can be read. */
export function namesOf(names: readonly string[]): string {
  const more = names.length - mostNames
  return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ')
}

/** The same with what they are names of: "the user ada", "the users ada, grace". */
export const theNamed = (what: string, names: readonly string[]): string =>
  `the ${what}${names.length === 1 ? '' : 's'} ${namesOf(names)}`
