/** Breaks a text between its words, so that no line is longer, unless a word is. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > columns && line !== '') {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line]
}

/** Names and what they mean, in two columns, within so many columns of the terminal. */
export function twoColumns(
  rows: readonly (readonly [name: string, meaning: string])[],
  columns: number,
  paint: (name: string) => string = (name) => name,
): string[] {
  const indent = '  '
  const gap = '  '
  const widest = Math.max(0, ...rows.map(([name]) => name.length))
  const left = Math.min(widest, Math.floor(columns * 0.4))
  const hanging = ' '.repeat(indent.length + left + gap.length)
  return rows.flatMap(([name, meaning]) => {
    const [first = '', ...rest] = wrap(meaning, columns - hanging.length)
    const beneath = rest.map((line) => hanging + line)
    // A name that is longer stands on a line of its own.
    return name.length > left
      ? [indent + paint(name), hanging + first, ...beneath]
      : [indent + paint(name) + ' '.repeat(left - name.length) + gap + first, ...beneath]
  })
}
