import { failure, usageError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'
import { harmless } from '../output/harmless.ts'

/** What destructive commands take. */
export interface YesFlag {
  readonly yes?: boolean | undefined
}

/**
 * Asks before something is destroyed.
 *
 * @param deed - What is about to happen: `delete the user ada`.
 * @throws {@link CliError} if the answer is not yes, or there is no terminal to ask on.
 */
export async function confirm(io: Io, { yes = false }: YesFlag, deed: string): Promise<void> {
  if (yes) return
  if (!canAsk(io)) throw usageError(`this would ${deed}`, 'No terminal to ask on: say --yes.')
  const answer = await io.stdin.readLine(`This will ${harmless(deed)}. Go on? [y/N] `)
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw failure('nothing was changed')
}

/** Whether {@link confirm} will ask, so that it is worth finding out more. */
export const willAsk = (io: Io, { yes = false }: YesFlag): boolean => !yes && canAsk(io)

/** Whether somebody is there to answer. */
export const canAsk = ({ stdin, stderr }: Io): boolean => stdin.isTTY && stderr.isTTY
