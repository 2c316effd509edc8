/** A value of a chart, for a row and a column. */
export interface Bar {
  readonly value: number
  /** As it is written beside the bar. */
  readonly text: string
}

/** Bars in rows, with a column for each circumstance; all columns have one scale. */
export interface BarChart {
  readonly title: string
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly isOurs: boolean
    /** One a column; `undefined` for what was not measured. */
    readonly bars: readonly (Bar | undefined)[]
  }[]
}

const width = 860
const names = 180
const rowHeight = 24
const barHeight = 14
const top = 74
/** For the figure beside the longest bar. */
const figures = 62

/** Draws a chart as SVG, for a light page and for a dark one: it takes the colours that the reader's system asks for. */
export function drawBarChart({ title, caption, columns, rows }: BarChart): string {
  const columnWidth = (width - names) / columns.length
  const most = Math.max(...rows.flatMap(({ bars }) => bars.map((bar) => bar?.value ?? 0)))
  const height = top + rows.length * rowHeight + 34
  const scale = (columnWidth - figures) / most
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(title)}">
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 16px; font-weight: 600; }
.quiet { fill: #59636e; font-size: 12px; }
.ours { font-weight: 600; }
rect { fill: #afb8c1; }
rect.ours { fill: #0969da; }
line { stroke: #d1d9e0; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.quiet { fill: #9198a1; }
rect { fill: #6e7681; }
rect.ours { fill: #4493f8; }
line { stroke: #3d444d; }
}
</style>
<text class="title" x="0" y="20">${escape(title)}</text>
${columns.map((column, index) => drawColumn(column, names + index * columnWidth, height)).join('\n')}
${rows.map((row, index) => drawRow(row, top + index * rowHeight, columnWidth, scale)).join('\n')}
<text class="quiet" x="0" y="${height - 8}">${escape(caption)}</text>
</svg>
`
}

const drawColumn = (name: string, x: number, height: number): string =>
  `<text class="quiet" x="${x}" y="56">${escape(name)}</text><line x1="${x}" x2="${x}" y1="64" y2="${height - 34}"/>`

function drawRow(
  { name, isOurs, bars }: BarChart['rows'][number],
  y: number,
  columnWidth: number,
  scale: number,
): string {
  const kind = isOurs ? ' class="ours"' : ''
  const baseline = y + barHeight - 2
  const drawn = bars.map((bar, index) => {
    const x = names + index * columnWidth
    if (bar === undefined) return ''
    const length = Math.max(1, bar.value * scale).toFixed(1)
    return `<rect${kind} x="${x}" y="${y}" width="${length}" height="${barHeight}"/><text${kind} x="${(x + Number(length) + 6).toFixed(1)}" y="${baseline}">${escape(bar.text)}</text>`
  })
  return `<text${kind} x="0" y="${baseline}">${escape(name)}</text>${drawn.join('')}`
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
