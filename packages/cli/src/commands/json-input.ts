import { usageError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { systemTrouble } from '../errors/system-trouble.ts'
import type { Io } from '../io.ts'
import { placeAt } from '../roster/place.ts'

/**
 * What a file, or `-` for stdin, holds as JSON.
 *
 * @throws {@link CliError} if it cannot be read.
 */
export async function readJson(io: Io, input: string): Promise<unknown> {
  const text = input === '-' ? await io.stdin.readAll() : await textOf(input)
  const name = input === '-' ? 'stdin' : input
  if (text.trim() === '') throw usageError(`${name} is empty`, 'It should hold JSON.')
  try {
    return JSON.parse(text)
  } catch (error) {
    const says = `${name} is no JSON${placeIn(text, messageOf(error))}`
    throw usageError(
      says,
      'Names and texts stand in double quotes; there is no comma behind the last one.',
    )
  }
}

async function textOf(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw usageError(`${path} cannot be read: ${systemTrouble(error) ?? messageOf(error)}`)
  }
}

/** Where it stops being JSON, if that is told. */
function placeIn(text: string, message: string): string {
  const [, offset] = /at position (\d+)/.exec(message) ?? []
  if (offset === undefined) return ''
  const { line, column } = placeAt(text, Number(offset))
  return `, at line ${line}, column ${column}`
}
