import type { Spread } from './stats.ts'

/** Lays rows out in columns: the first to the left, numbers to the right. The first row is the head. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    return `  ${cells.join('   ')}`.trimEnd()
  })
}

/** A median with the quarter points around it: `310 (290–340)`; nothing for what was not measured. */
export function withSpread(found: Spread | undefined, digits: number): string {
  if (found === undefined) return ''
  const { median, p25, p75 } = found
  return `${median.toFixed(digits)} (${p25.toFixed(digits)}–${p75.toFixed(digits)})`
}

/** Lays rows out as Markdown: the first column to the left, numbers to the right. The first row is the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...others] = rows
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`.replaceAll('*', '\\*')
  return [
    line(head),
    line(head.map((_, column) => (column === 0 ? ':--' : '--:'))),
    ...others.map(line),
  ]
}
