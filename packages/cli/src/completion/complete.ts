import { proposeCompletions } from '@stricli/core'
import { app } from '../app.ts'
import type { Context } from '../command.ts'
import { globalsLast } from '../global-flags.ts'
import type { Io } from '../io.ts'
import { harmless } from '../output/harmless.ts'

/** What the scripts take for "and the names of files". */
const files = ':files'

/**
 * Proposes how the last word may go on, for the shell's scripts: a line for each, with what it means behind a tab.
 *
 * @param words - All words behind `jhub`, up to the cursor.
 */
export async function complete(words: readonly string[], io: Io): Promise<void> {
  const { before, partial, head } = split(words)
  const args = commandOf(before)
  const completing = { hub: hubOf(before), files: false }
  const context: Context = { io, completing, process: { stdout: io.stdout, stderr: io.stderr } }
  const proposals = await proposeCompletions(app, [...args, partial], context)
  for (const { completion, brief } of proposals) {
    // Flags are many, and shown to who begins one.
    const isUnasked = (completion.startsWith('-') && partial === '') || completion === '--'
    // A name that a terminal would obey, or that spans lines, is not offered.
    if (isUnasked || harmless(completion) !== completion) continue
    // Of a list with commas, what follows the last one may come alone.
    const word = completion.startsWith(partial) ? completion : partial + completion
    io.stdout.write(`${head}${word}\t${harmless(brief)}\n`)
  }
  if (completing.files) io.stdout.write(`${files}\n`)
}

/** The command that is completed as these words are. */
function commandOf(words: readonly string[]): readonly string[] {
  // What is asked help for is typed as it is without.
  if (words[0] === 'help') return words.slice(1)
  const { args } = globalsLast(words)
  // A hub that is named before the command is completed as behind any.
  return args.length === 0 && words.at(-1) === '--hub' ? ['whoami', '--hub'] : args
}

/** `--group=cl` is completed as `--group cl` is. */
function split(words: readonly string[]): { before: string[]; partial: string; head: string } {
  const before = words.slice(0, -1)
  const last = words.at(-1) ?? ''
  const [, flag, value] = /^(--[\w-]+)=(.*)$/s.exec(last) ?? []
  if (flag === undefined) return { before, partial: last, head: '' }
  return { before: [...before, flag], partial: value ?? '', head: `${flag}=` }
}

/** The hub that the words name. */
function hubOf(words: readonly string[]): string | undefined {
  const at = words.lastIndexOf('--hub')
  if (at >= 0) return words[at + 1]
  return words.findLast((word) => word.startsWith('--hub='))?.slice('--hub='.length)
}
