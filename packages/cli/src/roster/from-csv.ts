import { readTable } from './csv-table.ts'
import type { Entries } from './entries.ts'
import type { Placed, Problem } from './roster.ts'

/**
 * Reads a roster as CSV: a header with `name` and perhaps `admin` and `groups`, these with semicolons between them. Between cells
 * there may be semicolons, too, as spreadsheets write where a comma stands in numbers.
 */
export function entriesFromCsv(text: string): Entries {
  const { rows, problems } = readTable(text, ['name', 'admin', 'groups'])
  const entries = rows.flatMap(({ name, admin, groups }) =>
    name === undefined ? [] : { name, admin, groups: splitGroups(groups) },
  )
  const ofGroups = entries.flatMap(({ groups }) => groups.flatMap(problemsOfGroup))
  return { entries, groups: [], problems: [...problems, ...ofGroups] }
}

const splitGroups = (cell: Placed | undefined): Placed[] =>
  (cell?.text ?? '')
    .split(';')
    .map((group) => Object.assign({}, cell, { text: group.trim() }))
    .filter((group) => group.text !== '')

/** Who writes commas between groups would get one group with a long name. */
const problemsOfGroup = ({ text, line, column }: Placed): Problem[] =>
  text.includes(',')
    ? [{ line, column, says: `"${text}" has a comma in it: between groups there are semicolons` }]
    : []
