import type { Entries } from './from-csv.ts'
import { normalised } from './roster.ts'
import type { Person, Placed, Problem, Roster } from './roster.ts'

const yes = new Set(['true', 'yes', '1'])
const no = new Set(['false', 'no', '0'])

/** What a spreadsheet would run; no name begins so. */
const formula = /^[=+\-@]/

/** Makes a roster of what a file holds, and says all that is wrong with it. */
export function checkEntries({ entries, groups, problems: before }: Entries): {
  readonly roster: Roster
  readonly problems: readonly Problem[]
} {
  const problems = [...before]
  const lines = new Map<string, number>()
  const people = entries.map(({ name, admin, groups: memberOf }): Person => {
    problems.push(
      ...problemsOfName(name, 'user'),
      ...memberOf.flatMap((one) => problemsOfName(one, 'group')),
    )
    const known = normalised(name.text)
    const twice = lines.get(known)
    if (twice !== undefined && name.text !== '') {
      problems.push({ ...placeOf(name), says: `"${name.text}" stands in line ${twice} already` })
    }
    lines.set(known, name.line)
    if (admin !== undefined && admin.text !== '' && adminOf(admin) === undefined) {
      problems.push({ ...placeOf(admin), says: `"${admin.text}" is neither yes nor no` })
    }
    return {
      name: known,
      admin: admin === undefined ? undefined : (adminOf(admin) ?? false),
      groups: [...new Set(memberOf.map(({ text }) => text))],
    }
  })
  problems.push(...groups.flatMap((group) => problemsOfName(group, 'group')))
  const named = new Set([...groups.map(({ text }) => text), ...people.flatMap((one) => one.groups)])
  return { roster: { people, groups: [...named] }, problems }
}

function adminOf({ text }: Placed): boolean | undefined {
  const word = text.toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}

function problemsOfName(name: Placed, what: string): Problem[] {
  const says = wrongWith(name.text)
  return says === undefined ? [] : [{ ...placeOf(name), says: `${says}, as a ${what}` }]
}

function wrongWith(name: string): string | undefined {
  if (name === '') return 'no name'
  if (formula.test(name)) return `"${name}" is a formula to spreadsheets`
  if (/[\p{Cc}\ufffd]/u.test(name)) return 'a name with signs that are no letters'
  if (name.includes('/')) return `"${name}" has a slash in it`
  return name.length > 255 ? 'a name of more than 255 letters' : undefined
}

const placeOf = ({ line, column }: Placed) => ({ line, column })
