import type { Stage } from '../../command.ts'
import { messageOf } from '../../errors/message-of.ts'
import { namesOf } from '../../prompt/names.ts'
import { applyStep, partsOf } from '../../roster/apply.ts'
import { beginJournal } from '../../roster/journal.ts'
import type { Journal, Unfinished } from '../../roster/journal.ts'
import { sizeOf } from '../../roster/plan.ts'
import type { Step } from '../../roster/plan.ts'
import { normalised } from '../../roster/roster.ts'
import { progressOn } from './progress.ts'

/**
 * Makes changes, and tells how they are getting on, on the screen and in the journal.
 *
 * @param path - Where the journal lies.
 */
export async function makeChanges(
  stage: Stage<unknown>,
  steps: readonly Step[],
  intent: Unfinished,
  path: string,
): Promise<void> {
  const { io, hub, out, signal } = stage
  const progress = progressOn(io.stderr, intent.total, intent.done)
  let journal: Journal | undefined
  try {
    journal = await beginJournal(path, intent)
  } catch (error) {
    out.note(`No journal of this can be kept: ${messageOf(error)}.`)
  }
  const doubtful: string[] = []
  try {
    for (const part of steps.flatMap((step) => [...partsOf(step)])) {
      progress.begins(part)
      doubtful.push(...(await applyStep(hub, part, signal)))
      await journal?.wrote(sizeOf([part]))
      progress.made(sizeOf([part]))
    }
  } catch (error) {
    progress.ends()
    out.note(`${progress.count()} of ${intent.total} changes are made; apply it again to go on.`)
    throw error
  } finally {
    await journal?.close()
  }
  progress.ends()
  if (doubtful.length > 0) await tellOtherNames(stage, doubtful)
}

/** An authenticator may have other names for people (`username_map`): each plan would want to create them again. */
async function tellOtherNames(
  { hub, out, signal }: Stage<unknown>,
  names: readonly string[],
): Promise<void> {
  const known = new Set<string>()
  for await (const { name } of hub.users.list({}, { signal })) known.add(normalised(name))
  const other = names.filter((name) => !known.has(normalised(name)))
  if (other.length === 0) return
  out.note(
    `The hub has other names for ${namesOf(other)}: write those in the file, or each plan will create them again.`,
  )
}
