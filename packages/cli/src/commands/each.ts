import { exitCodes } from '../exit-codes.ts'
import type { ExitCode } from '../exit-codes.ts'
import { report } from '../errors/report.ts'
import type { Stage } from '../command.ts'
import type { Shape } from '../output/shape.ts'

/** What became of one of several things. */
export interface Done {
  readonly name: string
  /** What was done with it, or `failed`. */
  readonly outcome: string
}

/** How it is shown what became of several things. */
export const doneShape: Shape<Done> = {
  fields: { name: { of: ({ name }) => name }, outcome: { of: ({ outcome }) => outcome } },
  columns: ['name', 'outcome'],
}

/**
 * Does something with each of several things, one after the other, and shows what became of each. That one fails does not keep the
 * others from being done.
 *
 * @param act - Gives what was done: `deleted`.
 * @returns What the first failure ends the program with.
 */
export async function each(
  { io, hub, out, debug, signal }: Stage<unknown>,
  names: readonly string[],
  act: (name: string) => Promise<string>,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok
  async function* outcomes(): AsyncGenerator<Done> {
    for (const name of names) {
      signal.throwIfAborted()
      try {
        yield { name, outcome: await act(name) }
      } catch (error) {
        signal.throwIfAborted()
        const failed = await report(error, io, { hub, debug })
        code ||= failed
        yield { name, outcome: 'failed' }
      }
    }
  }
  await out.list(doneShape, outcomes())
  return code
}
