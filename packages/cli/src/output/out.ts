import type { Io } from '../io.ts'
import { chosenFields } from './fields.ts'
import type { OutputFlags } from './flags.ts'
import { fittedLines } from './fitted.ts'
import { harmlessLines } from './harmless.ts'
import { writeItem } from './item.ts'
import { writeList } from './list.ts'
import type { Items } from './list.ts'
import type { Shape } from './shape.ts'

/** What a command says: data on stdout, all else on stderr. */
export interface Out {
  /** Shows things as the flags say. */
  readonly list: <T>(shape: Shape<T>, items: Items<T>) => Promise<void>
  /** Shows one thing as the flags say. */
  readonly item: <T>(shape: Shape<T>, item: T) => void
  /** A line of data. */
  readonly line: (text: string) => void
  /** Tells people something, on a line of its own. */
  readonly note: (sentence: string) => void
  /**
   * Looks at what the flags ask for, before anything is done.
   *
   * @throws {@link CliError} if it cannot be shown.
   */
  readonly check: <T>(shape: Shape<T>) => void
}

/** Says things by way of `io`. */
export function outOf(io: Io, flags: OutputFlags): Out {
  return {
    list: (shape, items) => writeList(io, flags, shape, items),
    item: (shape, item) => writeItem(io, flags, shape, item),
    line: (text) => io.stdout.write(`${harmlessLines(text)}\n`),
    note: (sentence) => io.stderr.write(`${fittedLines(harmlessLines(sentence), io.stderr)}\n`),
    check: (shape) => {
      if (flags.json !== undefined) chosenFields(shape, flags.json)
    },
  }
}
