import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { scripts, shells } from './scripts.ts'

/** Prints the script for a shell. */
export const print: Verb<object, [shell: string], Desk<CommonFlags>> = async ({ io }, given) => {
  const shell = shells.find((name) => name === given)
  if (shell === undefined) {
    throw usageError(`there is no completion for ${given}`, `There is for ${shells.join(', ')}.`)
  }
  io.stdout.write(scripts[shell])
}
