import { usageError } from '../errors/cli-error.ts'
import type { Io } from '../io.ts'

/**
 * Names as a command gets them, with those on stdin, one a line, where `-` stands.
 *
 * @throws {@link CliError} if there are none.
 */
export async function givenNames<A extends readonly unknown[]>(io: Io, given: A): Promise<A> {
  if (!given.includes('-')) return given
  const lines = (await io.stdin.readAll()).replace(/^\ufeff/, '').split(/\r?\n/)
  const read = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (read.length === 0) throw usageError('stdin is empty', 'It should hold names, one a line.')
  return given.flatMap((name) => (name === '-' ? read : [name])) as readonly unknown[] as A
}
