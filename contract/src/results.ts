import { appendFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Environment variable with the folder, outside the checkout, into which a run writes what it saw. */
export const resultsVariable = 'CONTRACT_RESULTS'

/**
 * What is noted of one hub, a file each:
 * `expected`: the operations that this hub has; `sent`: those that were sent and not refused, both an id a line;
 * `secrets`: every secret in use, as JSON, a line each; `errors`, `objects`: how errors and objects look when they are
 * printed, an entry after each {@link entryMark}; `report`: what is printed at the end of the run.
 */
export type Note = 'expected' | 'sent' | 'secrets' | 'errors' | 'objects' | 'report'

/** Stands before each entry of `errors` and `objects`. */
export const entryMark = '\n=== '

/** Notes what was seen of one hub. */
export type Notes = (note: Note, text: string) => void

/** Notes of one project of the run; where nothing collects them, they go nowhere. */
export function openNotes(project: string): Notes {
  const base = process.env[resultsVariable]
  if (!base) return () => {}
  const dir = join(base, project)
  mkdirSync(dir, { recursive: true })
  return (note, text) => appendFileSync(join(dir, note), text, { mode: 0o600 })
}

/** Reads notes back; `''` where there are none. */
export function readNote(base: string, project: string, note: Note): string {
  try {
    return readFileSync(join(base, project, note), 'utf8')
  } catch {
    return ''
  }
}

/** Lines of a note, each once. */
export function readLines(base: string, project: string, note: Note): Set<string> {
  const lines = readNote(base, project, note).split('\n')
  return new Set(lines.filter((line) => line !== ''))
}

/** Projects that have left notes. */
export function notedProjects(base: string): string[] {
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}
