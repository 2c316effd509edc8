import type { Screen } from '../io.ts'

/** Lines at the bottom of a terminal that are drawn again and again. */
export interface Live {
  /** Puts these lines in the place of those before. */
  readonly draw: (lines: readonly string[]) => void
  /** Takes them away. */
  readonly clear: () => void
}

/** Draws on a terminal. */
export function liveOn(screen: Screen): Live {
  let drawn = 0
  const home = () => (drawn === 0 ? '' : `\x1b[${drawn}A\r\x1b[J`)
  const draw = (lines: readonly string[]): void => {
    screen.write(`${home()}${lines.map((line) => `${line}\n`).join('')}`)
    drawn = lines.length
  }
  return { draw, clear: () => draw([]) }
}
