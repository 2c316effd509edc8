import { parseCsv } from './csv.ts'
import type { Entries, Entry } from './entries.ts'
import type { Placed, Problem } from './roster.ts'

const columns = ['name', 'admin', 'groups']

/**
 * Reads a roster as CSV: a header with `name` and perhaps `admin` and `groups`, these with semicolons between them. Between cells
 * there may be semicolons, too, as spreadsheets write where a comma stands in numbers.
 */
export function entriesFromCsv(text: string): Entries {
  const { rows, problems: broken } = parseCsv(text)
  const [header = [], ...lines] = rows
  const names = header.map(({ text: name }) => name.toLowerCase())
  const problems = [...broken, ...problemsOfHeader(header, names)]
  const nameAt = names.indexOf('name')
  if (nameAt < 0) return { entries: [], groups: [], problems }
  const entries = lines.flatMap((row): Entry[] => {
    const name = row[nameAt]
    if (name === undefined || row.length !== header.length) {
      const [{ line, column } = { line: 1, column: 1 }] = row
      const says = `${row.length} cells, where the header has ${header.length}`
      problems.push({ line, column, says })
      return []
    }
    const admin = row[names.indexOf('admin')]
    const groups = splitGroups(row[names.indexOf('groups')])
    problems.push(...groups.flatMap(problemsOfGroup))
    return [{ name, admin, groups }]
  })
  return { entries, groups: [], problems }
}

function problemsOfHeader(header: readonly Placed[], names: readonly string[]): Problem[] {
  const missing = { line: 1, column: 1, says: 'the first line must name a column "name"' }
  const wrong = header.flatMap(({ text, line, column }, at) => {
    const lower = text.toLowerCase()
    if (!columns.includes(lower)) {
      return { line, column, says: `there is no column "${text}": ${columns.join(', ')}` }
    }
    return names.indexOf(lower) === at
      ? []
      : { line, column, says: `the column "${text}" is there twice` }
  })
  return names.includes('name') ? wrong : [missing, ...wrong]
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
