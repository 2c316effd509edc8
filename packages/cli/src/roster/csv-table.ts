import { parseCsv } from './csv.ts'
import type { Placed, Problem } from './roster.ts'

/** A row by the names of columns. */
export type TableRow = Readonly<Record<string, Placed>>

/** CSV with a header: its rows, as far as they are right, and what is wrong. */
export interface CsvTable {
  readonly rows: readonly TableRow[]
  readonly problems: readonly Problem[]
}

/**
 * Reads CSV whose first line names its columns, in any order.
 *
 * @param columns - Those that there may be; the first must be there.
 */
export function readTable(text: string, columns: readonly [string, ...string[]]): CsvTable {
  const { rows, problems: broken } = parseCsv(text)
  const [header = [], ...lines] = rows
  const names = header.map(({ text: name }) => name.toLowerCase())
  const problems = [...broken, ...problemsOfHeader(header, names, columns)]
  if (!names.includes(columns[0])) return { rows: [], problems }
  return {
    problems,
    rows: lines.flatMap((row): TableRow[] => {
      if (row.length === header.length) {
        return [Object.fromEntries(row.map((cell, at) => [names[at] ?? '', cell]))]
      }
      const [{ line, column } = { line: 1, column: 1 }] = row
      const says = `${row.length} cells, where the header has ${header.length}`
      problems.push({ line, column, says })
      return []
    }),
  }
}

function problemsOfHeader(
  header: readonly Placed[],
  names: readonly string[],
  columns: readonly [string, ...string[]],
): Problem[] {
  const [needed] = columns
  const missing = { line: 1, column: 1, says: `the first line must name a column "${needed}"` }
  const wrong = header.flatMap(({ text, line, column }, at) => {
    const lower = text.toLowerCase()
    if (!columns.includes(lower)) {
      return { line, column, says: `there is no column "${text}": ${columns.join(', ')}` }
    }
    return names.indexOf(lower) === at
      ? []
      : { line, column, says: `the column "${text}" is there twice` }
  })
  return names.includes(needed) ? wrong : [missing, ...wrong]
}
