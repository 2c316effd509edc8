// What a terminal sends for arrows and the like begins with the sign of Escape.
// eslint-disable-next-line no-control-regex
const sequences = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O.)/g

/** The keys in what a terminal sends at a time, in which there may be several; `ctrl-c` is one of them. */
export const keysIn = (data: string): string[] =>
  Array.from(data.replaceAll(sequences, ''), (sign) => (sign === '\x03' ? 'ctrl-c' : sign))
