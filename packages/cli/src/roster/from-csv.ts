import { parseCsv } from './csv.ts'
import type { Placed, Problem } from './roster.ts'

/** A person as a file has it, not looked at yet. */
export interface Entry {
  readonly name: Placed
  readonly admin?: Placed | undefined
  /** Names of groups. */
  readonly groups: readonly Placed[]
}

/** What a file holds, and what is wrong with it. */
export interface Entries {
  readonly entries: readonly Entry[]
  /** Groups besides those of people. */
  readonly groups: readonly Placed[]
  readonly problems: readonly Problem[]
}

const columns = ['name', 'admin', 'groups']

/** Reads a roster as CSV: a header with `name` and perhaps `admin` and `groups`, these with semicolons between them. */
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
    const groups = row[names.indexOf('groups')]
    const admin = row[names.indexOf('admin')]
    return [{ name, admin, groups: groups === undefined ? [] : splitGroups(groups) }]
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

const splitGroups = ({ text, line, column }: Placed): Placed[] =>
  text
    .split(';')
    .map((group) => ({ text: group.trim(), line, column }))
    .filter((group) => group.text !== '')
