import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { configFolder } from '../contexts/folder.ts'
import { messageOf } from '../errors/message-of.ts'

/** What an apply sets out to do. */
export interface Intent {
  /** When it began, by RFC 3339; an apply that goes on with an earlier one began when that did. */
  readonly began: string
  /** Digest of the roster's text. */
  readonly digest: string
  /** All changes, those of the earlier one too. */
  readonly total: number
  /** Who it was allowed to delete. */
  readonly deletes: readonly string[]
}

/** An apply that did not end. */
export interface Unfinished extends Intent {
  /** So many changes were made. One that was under way may be made and not be among them. */
  readonly done: number
}

/** What is written while changes are made. */
export interface Journal {
  /** So many more changes are made. */
  readonly wrote: (count: number) => Promise<void>
  /** Nothing more is written. What was, stays. */
  readonly close: () => Promise<void>
}

/**
 * Where the journal of a roster lies: one for each file on each hub.
 *
 * @param file - Its path.
 */
export function journalOf(
  env: Readonly<Record<string, string | undefined>>,
  hubUrl: string,
  file: string,
): string {
  const key = digestOf(`${hubUrl}\n${resolve(file)}`).slice(0, 32)
  return join(configFolder(env), 'rosters', `${key}.jsonl`)
}

/** Digest of a text. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What the journal of an apply says that did not end: nothing if there is none, or none that can be read. */
export async function readJournal(path: string): Promise<Unfinished | undefined> {
  try {
    return parseJournal(await readFile(path, 'utf8'))
  } catch {
    // A journal is there to tell; what is to be done, the hub's state says.
    return undefined
  }
}

/** Reads a journal: what is meant, then a line for each change, of which the last may be cut off. */
export function parseJournal(text: string): Unfinished | undefined {
  const [head, ...lines] = text.split('\n').map(objectIn)
  if (head === undefined) return undefined
  const { began, digest, total, deletes } = head
  const isSound =
    typeof began === 'string' &&
    typeof digest === 'string' &&
    Number.isSafeInteger(total) &&
    Array.isArray(deletes) &&
    deletes.every((name) => typeof name === 'string')
  if (!isSound) return undefined
  let done = 0
  for (const line of lines) {
    const did = line?.['did']
    if (Number.isSafeInteger(did)) done += Number(did)
  }
  return { began, digest, total: Number(total), deletes, done }
}

/** Begins a journal in the place of an earlier one, whose changes count. */
export async function beginJournal(
  path: string,
  { done, ...intent }: Unfinished,
): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await removeJournal(path)
  const file = await open(path, 'ax', 0o600)
  const line = (value: object) => file.appendFile(`${JSON.stringify(value)}\n`)
  await line(intent)
  await line({ did: done })
  return { wrote: (did) => line({ did }), close: () => file.close() }
}

/** A journal that only tells: when it cannot be written any more, that is said once, and it is kept no longer. */
export function dispensable(journal: Journal, note: (sentence: string) => void): Journal {
  let isKept = true
  return {
    async wrote(count) {
      if (!isKept) return
      try {
        await journal.wrote(count)
      } catch (error) {
        isKept = false
        note(`The journal of this is kept no longer: ${messageOf(error)}.`)
      }
    },
    close: () => journal.close().catch(() => {}),
  }
}

/** Removes a journal, if there is one: all is done. One that cannot be removed tells of what is done. */
export const removeJournal = (path: string): Promise<void> =>
  rm(path, { force: true }).catch(() => {})

function objectIn(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
