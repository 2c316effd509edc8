/**
 * Where something stands in a text: line and column, from 1.
 *
 * @param offset - Signs before it, as texts count them.
 */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
