import { usageError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'

/**
 * Arguments as a command gets them, with the names on stdin, one a line, where `-` stands.
 *
 * @param first - From which one on they are names of a kind.
 * @throws {@link CliError} if there are none.
 */
export async function givenNames<A extends readonly unknown[]>(
  io: Io,
  given: A,
  first: number,
): Promise<A> {
  if (!given.includes('-', first)) return given
  const lines = (await io.stdin.readAll()).replace(/^\ufeff/, '').split(/\r?\n/)
  const read = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (read.length === 0) throw usageError('stdin is empty', 'It should hold names, one a line.')
  const filled = given.flatMap((name, at) => (at >= first && name === '-' ? read : [name]))
  return filled as readonly unknown[] as A
}
