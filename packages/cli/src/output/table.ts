import { cut, pad, pieces, widthOf } from './width.ts'
import { wrap } from './wrap.ts'
import type { Style } from './colour.ts'

const gap = '  '
const narrowest = 8
const narrowestSentence = 16

/** A column of a table. */
export interface Column {
  readonly name: string
  /** Whether it is broken between its words, not cut, where there is no room for it. */
  readonly isSentence: boolean
}

/**
 * Lines of a table, its columns as wide as what is in them; where that is more than the terminal has, sentences are broken, and then the
 * widest columns are cut.
 *
 * @param width - Width of the terminal.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: Style,
): string[] {
  const widths = columns.map(({ name }, at) =>
    Math.max(widthOf(name), ...rows.map((row) => widthOf(row[at] ?? ''))),
  )
  const room = width - gap.length * (widths.length - 1)
  const all = [...columns.keys()]
  const sentences = all.filter((at) => columns[at]?.isSentence)
  narrow(widths, room, sentences, narrowestSentence)
  narrow(widths, room, all, narrowest)
  const line = (cells: readonly string[]): string =>
    widths
      .map((most, at) => pad(cut(cells[at] ?? '', most), most))
      .join(gap)
      .trimEnd()
  const linesOf = (row: readonly string[]): string[] => {
    const cells = row.map((cell, at) =>
      sentences.includes(at) ? broken(cell, widths[at] ?? 0) : [cell],
    )
    const height = Math.max(...cells.map(({ length }) => length))
    return Array.from({ length: height }, (_, nth) => line(cells.map((cell) => cell[nth] ?? '')))
  }
  const title = line(columns.map(({ name }) => name.toUpperCase().replaceAll('_', ' ')))
  return [paint.dim(title), ...rows.flatMap(linesOf)]
}

const broken = (sentence: string, width: number): string[] =>
  wrap(sentence, width).flatMap((line) => pieces(line, width))

/**
 * Takes from the widest of some columns until all fit, or none of these can give.
 *
 * @param which - Their places.
 */
function narrow(widths: number[], room: number, which: readonly number[], least: number): void {
  let excess = widths.reduce((sum, width) => sum + width, 0) - room
  while (excess > 0) {
    const width = Math.max(...which.map((at) => widths[at] ?? 0))
    if (width <= least) return
    const widest = which.find((at) => widths[at] === width) ?? 0
    const others = which.filter((at) => at !== widest).map((at) => widths[at] ?? 0)
    const give = Math.min(excess, width - Math.max(least, ...others) || 1, width - least)
    widths[widest] = width - give
    excess -= give
  }
}
