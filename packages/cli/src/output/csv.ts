/** What spreadsheets take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/

/** Numbers are harmless, though they may begin with a sign. */
const number = /^[+-]?\d+(\.\d+)?$/

/**
 * A line of CSV (RFC 4180), with its end. What a spreadsheet would run as a formula has an apostrophe put before it, which
 * spreadsheets take for "this is text".
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`

const defused = (cell: string): string =>
  formula.test(cell) && !number.test(cell) ? `'${cell}` : cell

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
