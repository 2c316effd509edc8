const marks = /[\p{M}\u{200b}-\u{200d}]/u
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  let columns = 0
  for (const sign of text) columns += widthOfSign(sign)
  return columns
}

/** A text cut to so many columns, with a sign where it was cut. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let used = 1
  for (const sign of text) {
    used += widthOfSign(sign)
    if (used > columns) break
    kept += sign
  }
  return `${kept}…`
}

/** A text in pieces of no more columns, for what has no blanks to break it at. */
export function pieces(text: string, columns: number): string[] {
  const all: string[] = ['']
  for (const sign of text) {
    const longer = `${all.at(-1)}${sign}`
    if (widthOf(longer) > columns) all.push(sign)
    else all[all.length - 1] = longer
  }
  return all
}

/** A text filled up with blanks. */
export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)))

function widthOfSign(sign: string): number {
  if (marks.test(sign)) return 0
  return wide.test(sign) ? 2 : 1
}
