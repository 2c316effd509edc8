import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { CliError, usageError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message-of.ts'
import { systemTrouble } from '../errors/system-trouble.ts'
import type { Io } from '../io.ts'
import { checkEntries } from './check.ts'
import type { Entries } from './entries.ts'
import { digestOf } from './journal.ts'
import { placeAt } from './place.ts'
import { refuseProblems } from './refuse.ts'
import type { Roster } from './roster.ts'

/** How a roster may be written. */
export type Format = 'csv' | 'json' | 'yaml'

/** A roster as it was read. */
export interface ReadRoster {
  readonly roster: Roster
  /** Digest of its text. */
  readonly digest: string
}

const formats: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
}

/** JSON and YAML are read by a library that other files do not need. */
const readers: Readonly<Record<Format, () => Promise<(text: string) => Entries>>> = {
  csv: async () => (await import('./from-csv.ts')).entriesFromCsv,
  json: async () => (await import('./from-tree.ts')).entriesFromJson,
  yaml: async () => (await import('./from-tree.ts')).entriesFromYaml,
}

/**
 * Reads a roster from a file, or, if that is `-`, from stdin.
 *
 * @param format - As the file's ending says, unless given.
 * @throws {@link CliError} that names file, line and column of what is wrong.
 */
export async function readRoster(
  { stdin }: Pick<Io, 'stdin'>,
  path: string,
  format: Format | undefined = formats[extname(path).toLowerCase()],
): Promise<ReadRoster> {
  if (format === undefined) {
    throw usageError(
      `${path}: is it CSV, JSON or YAML?`,
      'A roster ends in .csv, .json, .yaml or .yml; or say --format.',
    )
  }
  const reader = await readers[format]()
  const text = path === '-' ? plainText(path, await stdin.readAll()) : await textOf(path)
  const { roster, problems } = checkEntries(reader(text))
  refuseProblems(path, problems, 'the roster is not right, and nothing was sent')
  return { roster, digest: digestOf(text) }
}

/**
 * A file's text.
 *
 * @throws {@link CliError} if it cannot be read, or is no UTF-8.
 */
export async function textOf(path: string): Promise<string> {
  try {
    return plainText(path, await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw usageError(`${path} cannot be read: ${systemTrouble(error) ?? messageOf(error)}`)
  }
}

/** The text without a byte order mark. */
function plainText(path: string, text: string): string {
  refuseEncoding(path, text)
  return text.replace(/^\ufeff/, '')
}

/** @throws {@link CliError} for a text that was read as UTF-8, and is none. */
function refuseEncoding(path: string, text: string): void {
  if (/^\ufffd\ufffd|\0/.test(text)) {
    throw usageError(`${path}:1:1: this looks like UTF-16, or is no text`, howToSave)
  }
  const at = text.indexOf('\ufffd')
  if (at < 0) return
  const { line, column } = placeAt(text, at)
  throw usageError(`${path}:${line}:${column}: this is no UTF-8`, howToSave)
}

const howToSave = 'Save it as UTF-8: "CSV UTF-8" in spreadsheets.'
