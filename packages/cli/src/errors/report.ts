import type { JupyterHub } from 'jupyterhub-client'
import { exitCodes } from '../exit-codes.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { style } from '../output/colour.ts'
import { fittedLines } from '../output/fitted.ts'
import { harmlessLines } from '../output/harmless.ts'
import { CliError } from './cli-error.ts'
import { Interrupted } from './interrupted.ts'
import { messageOf } from './message-of.ts'

/** What the user is told of an error, and what the program ends with. */
export interface Report {
  readonly text: string
  readonly hint?: string | undefined
  readonly exitCode: ExitCode
}

/** What else is known where an error is told of. */
export interface Circumstances {
  /** The hub that was asked, if one was. */
  readonly hub: JupyterHub | undefined
  /** Show where the error comes from. */
  readonly debug: boolean
}

/** Tells of an error on stderr: a sentence, and a hint if there is one. */
export async function report(
  error: unknown,
  io: Io,
  { hub, debug }: Circumstances,
): Promise<ExitCode> {
  const found = await reportOf(error, hub)
  printReport(found, io)
  if (debug && error instanceof Error) io.stderr.write(`${harmlessLines(error.stack ?? '')}\n`)
  return found.exitCode
}

/** Puts on stderr what there is to tell of an error. */
export function printReport({ text, hint }: Report, io: Io): void {
  const paint = style(io.stderr, io.env)
  const shown = (lines: string): string => fittedLines(harmlessLines(lines), io.stderr)
  io.stderr.write(`${shown(`jhub: ${text}`).replace(/^jhub:/, paint.red('jhub:'))}\n`)
  if (hint !== undefined) io.stderr.write(`${paint.dim(shown(hint))}\n`)
}

/** What the user is to be told of an error. */
export async function reportOf(error: unknown, hub: JupyterHub | undefined): Promise<Report> {
  if (error instanceof CliError) {
    return { text: error.message, hint: error.hint, exitCode: error.exitCode }
  }
  if (error instanceof Interrupted) return { text: error.message, exitCode: exitCodes.interrupted }
  const { reportOfHubError } = await import('./hub-errors.ts')
  return (
    (await reportOfHubError(error, hub)) ?? { text: messageOf(error), exitCode: exitCodes.failed }
  )
}
