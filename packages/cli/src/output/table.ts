import { cut, pad, widthOf } from './width.ts'
import type { Style } from './colour.ts'

const gap = '  '
const narrowest = 8

/**
 * Lines of a table, its columns as wide as what is in them; where that is more than the terminal has, the widest are cut.
 *
 * @param columns - Width of the terminal.
 */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
  paint: Style,
): string[] {
  const widths = header.map((name, at) =>
    Math.max(widthOf(name), ...rows.map((row) => widthOf(row[at] ?? ''))),
  )
  narrow(widths, columns - gap.length * (widths.length - 1))
  const line = (cells: readonly string[]): string =>
    widths.map((width, at) => pad(cut(cells[at] ?? '', width), width)).join(gap)
  const title = line(header.map((name) => name.toUpperCase().replaceAll('_', ' '))).trimEnd()
  return [paint.dim(title), ...rows.map((row) => line(row).trimEnd())]
}

/** Takes from the widest column until all fit, or none can give. */
function narrow(widths: number[], columns: number): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - columns
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    const width = widths[widest] ?? 0
    if (width <= narrowest) return
    const others = widths.filter((_, at) => at !== widest)
    const give = Math.min(excess, width - Math.max(narrowest, ...others) || 1, width - narrowest)
    widths[widest] = width - give
    excess -= give
  }
}
