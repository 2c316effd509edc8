import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { usageError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { checkEntries } from './check.ts'
import { entriesFromCsv } from './from-csv.ts'
import type { Entries } from './from-csv.ts'
import { entriesFromJson } from './from-json.ts'
import type { Roster } from './roster.ts'

const mostProblems = 20

const readers: Readonly<Record<string, (text: string) => Entries>> = {
  '.csv': entriesFromCsv,
  '.json': entriesFromJson,
}

/**
 * Reads a roster from a file, by its ending.
 *
 * @throws {@link CliError} that names file, line and column of what is wrong.
 */
export async function readRoster(path: string): Promise<Roster> {
  const reader = readers[extname(path).toLowerCase()]
  if (reader === undefined) throw usageError(`${path}: a roster is a .csv or .json file`)
  const { roster, problems } = checkEntries(reader(await textOf(path)))
  if (problems.length === 0) return roster
  const lines = problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, says }) => `${path}:${line}:${column}: ${says}`)
  const more = lines.length - mostProblems
  const shown = [...lines.slice(0, mostProblems), ...(more > 0 ? [`… and ${more} more`] : [])]
  throw usageError(`the roster is not right, and nothing was sent`, shown.join('\n'))
}

/**
 * A file's text.
 *
 * @throws {@link CliError} if it cannot be read, or is no UTF-8.
 */
export async function textOf(path: string): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw usageError(`${path} cannot be read: ${messageOf(error)}`)
  }
  try {
    // Takes the mark away that spreadsheets put at the beginning.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const at = firstBroken(bytes)
    throw usageError(`${path}:${at.line}:${at.column}: this is no UTF-8`, 'Save it as UTF-8.')
  }
}

/** Where the first line begins to be something else. */
function firstBroken(bytes: Uint8Array): { line: number; column: number } {
  const [before = ''] = new TextDecoder('utf-8').decode(bytes).split('\ufffd')
  const lines = before.split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
