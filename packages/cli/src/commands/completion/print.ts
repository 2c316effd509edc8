import type { CommonFlags, Desk, Verb } from '../../command.ts'
import { scripts } from './scripts.ts'
import type { Shell } from './scripts.ts'

/** Prints the script for a shell. */
export const print: Verb<object, [shell: Shell], Desk<CommonFlags>> = async ({ io }, shell) => {
  io.stdout.write(scripts[shell])
}
