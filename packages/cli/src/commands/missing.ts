import { authError } from '../errors/cli-error.ts'
import type { CliError } from '../errors/cli-error.ts'

/** That the token does not show what is to be decided by. */
export const missing = (what: string, scope: string): CliError =>
  authError(`your token may not see ${what}`, `It needs the scope ${scope}.`)
