import type { Placed, Problem } from './roster.ts'

/** The rows of a CSV file (RFC 4180), each cell with its place, and what is wrong with it. */
export interface CsvRows {
  readonly rows: readonly (readonly Placed[])[]
  readonly problems: readonly Problem[]
}

const quoted = /"((?:[^"]|"")*)("|$)[ \t]*/y
const bare = { ',': /[^,\r\n]*/y, ';': /[^;\r\n]*/y }
const closing = { ',': /,|\r\n|\r|\n|$/y, ';': /;|\r\n|\r|\n|$/y }

/** Takes CSV apart. Empty lines are passed over; so are blanks around what stands without quotes. */
export function parseCsv(text: string): CsvRows {
  const separator = separatorIn(text)
  const placeOf = placesIn(text)
  const rows: Placed[][] = []
  const problems: Problem[] = []
  let row: Placed[] = []
  let at = 0
  let isOver = text === ''
  while (!isOver) {
    const place = placeOf(at)
    const isQuoted = text[at] === '"'
    const [whole = '', inside = '', close] =
      matchAt(isQuoted ? quoted : bare[separator], text, at) ?? []
    row.push({ ...place, text: isQuoted ? inside.replaceAll('""', '"') : whole.trim() })
    if (isQuoted && close === '') problems.push({ ...place, says: 'a quote is not closed' })
    at += whole.length
    const [end] = matchAt(closing[separator], text, at) ?? []
    if (end === undefined) {
      problems.push({ ...placeOf(at), says: 'text after a quote' })
      break
    }
    at += end.length
    if (end === separator) continue
    rows.push(row)
    row = []
    isOver = at === text.length
  }
  return { rows: rows.filter(({ length, 0: first }) => length > 1 || first?.text !== ''), problems }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Tells the places of a text, which are asked for from its beginning to its end. */
function placesIn(text: string): (at: number) => { line: number; column: number } {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)
  const starts = [0, ...ends]
  let line = 1
  return (at) => {
    while ((starts[line] ?? Infinity) <= at) line += 1
    return { line, column: at - (starts[line - 1] ?? 0) + 1 }
  }
}

/** What stands between cells, told from the first line. */
const separatorIn = (text: string): ',' | ';' => (/^[^\r\n,]*;/.test(text) ? ';' : ',')
