/** What terminals obey or reorder text by: control characters, and marks of writing direction. */
const obeyed = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** A text of the hub's, on one line, with nothing that a terminal would obey. */
export const harmless = (text: string): string => text.replaceAll(obeyed, escaped)

/** The same, but for the ends of its lines. */
export const harmlessLines = (text: string): string => text.split('\n').map(harmless).join('\n')

/** JSON that is the same to programs, with nothing that a terminal would obey. */
export const harmlessJson = (value: unknown, indent?: number): string =>
  harmlessLines(JSON.stringify(value, undefined, indent) ?? 'null')

const short: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(sign: string): string {
  return short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
