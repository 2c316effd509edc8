import { exitCodes } from '../exit-codes.ts'
import type { ExitCode } from '../exit-codes.ts'

/** What went wrong in this program itself, in a sentence, and what helps. */
export class CliError extends Error {
  readonly exitCode: ExitCode
  readonly hint: string | undefined

  constructor(message: string, exitCode: ExitCode, hint?: string) {
    super(message)
    this.exitCode = exitCode
    this.hint = hint
  }
}

/** What was asked for cannot be asked for. */
export const usageError = (message: string, hint?: string): CliError =>
  new CliError(message, exitCodes.usage, hint)

/** Something was not done, or not wholly. */
export const failure = (message: string, hint?: string): CliError =>
  new CliError(message, exitCodes.failed, hint)

/** Nobody is logged in. */
export const authError = (message: string, hint?: string): CliError =>
  new CliError(message, exitCodes.auth, hint)
