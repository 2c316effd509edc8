import type { Place, Placed, Problem } from './roster.ts'

/** What a spreadsheet would run, also with the apostrophe that keeps it from that; no name begins so. */
const formula = /^'?[=+\-@]/

/** What is wrong with the name of a user, a group or a server. */
export function problemsOfName(name: Placed, what: 'user' | 'group' | 'server'): Problem[] {
  const says = wrongWith(name.text, what)
  return says === undefined ? [] : [{ ...placeOf(name), says: `${says}, as a ${what}` }]
}

function wrongWith(name: string, what: string): string | undefined {
  if (name === '') return 'no name'
  if (formula.test(name)) return `"${name}" is a formula to spreadsheets`
  if (name === '.' || name === '..') return `"${name}" is a folder in an address, and no name`
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(name)) return 'a name with signs that are no letters'
  // The hub refuses it for users, and ours for servers stand as user/server; groups may have one.
  if (what !== 'group' && name.includes('/')) return `"${name}" has a slash in it`
  return name.length > 255 ? 'a name of more than 255 letters' : undefined
}

/** Where a value stands. */
export const placeOf = ({ line, column }: Place): Place => ({ line, column })
