import { widthOf } from '../output/width.ts'
import { wrap } from '../output/wrap.ts'

/** Names and what they mean, in two columns, within so many columns of the terminal. */
export function twoColumns(
  rows: readonly (readonly [name: string, meaning: string])[],
  columns: number,
  paint: (name: string) => string = (name) => name,
): string[] {
  const indent = '  '
  const gap = '  '
  const widest = Math.max(0, ...rows.map(([name]) => widthOf(name)))
  const left = Math.min(widest, Math.floor(columns * 0.4))
  const hanging = ' '.repeat(indent.length + left + gap.length)
  return rows.flatMap(([name, meaning]) => {
    const [first = '', ...rest] = wrap(meaning, columns - hanging.length)
    const beneath = rest.map((line) => hanging + line)
    // A name that is longer stands on a line of its own.
    return widthOf(name) > left
      ? [indent + paint(name), hanging + first, ...beneath]
      : [indent + paint(name) + ' '.repeat(left - widthOf(name)) + gap + first, ...beneath]
  })
}
