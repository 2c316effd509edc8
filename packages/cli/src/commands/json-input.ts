import { failure } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Io } from '../io.ts'

/**
 * What a file, or `-` for stdin, holds as JSON.
 *
 * @throws {@link CliError} if it cannot be read.
 */
export async function readJson(io: Io, input: string): Promise<unknown> {
  const { readFile } = await import('node:fs/promises')
  try {
    return JSON.parse(input === '-' ? await io.stdin.readAll() : await readFile(input, 'utf8'))
  } catch (error) {
    throw failure(`${input === '-' ? 'stdin' : input}: ${messageOf(error)}`)
  }
}
