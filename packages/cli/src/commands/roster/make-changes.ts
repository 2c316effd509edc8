import type { JupyterHub } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { messageOf } from '../../errors/message-of.ts'
import { counted } from '../../output/counted.ts'
import { namesOf } from '../../prompt/names.ts'
import { applyStep, partsOf } from '../../roster/apply.ts'
import { beginJournal, dispensable } from '../../roster/journal.ts'
import type { Journal, Unfinished } from '../../roster/journal.ts'
import { leftOf } from '../../roster/lost.ts'
import { sizeOf } from '../../roster/plan.ts'
import type { Step } from '../../roster/plan.ts'
import { normalised } from '../../roster/roster.ts'
import { progressOn } from './progress.ts'
import type { Progress } from './progress.ts'
import { asOne, sentencesOf, troublesIn } from './troubles.ts'
import type { Troubles } from './troubles.ts'

/**
 * Makes changes, and tells how they are getting on, on the screen and in the journal. What cannot be made does not keep from being
 * made what has nothing to do with it.
 *
 * @param path - Where the journal lies.
 * @throws What went wrong, when all else is made.
 */
export async function makeChanges(
  stage: Stage<unknown>,
  steps: readonly Step[],
  intent: Unfinished,
  path: string,
): Promise<void> {
  const { io, out } = stage
  const total = sizeOf(steps)
  const progress = progressOn(io.stderr, total)
  const journal = await journalAt(path, intent, out.note)
  const troubles = troublesIn()
  let ended: unknown
  try {
    await makeEach(stage, steps, { progress, journal, troubles })
  } catch (error) {
    ended = error
  } finally {
    progress.ends()
    await journal?.close()
  }
  const others = [...troubles.lost.otherNames]
  if (others.length > 0) out.note(sentenceOf(others))
  const all = troubles.all()
  if (ended === undefined && all.length === 0) return
  out.note(
    `${progress.count()} of ${counted(total, 'change')} ${total === 1 ? 'is' : 'are'} made; apply it again to go on.`,
  )
  if (ended === undefined) throw asOne(all)
  for (const sentence of sentencesOf(all)) out.note(sentence)
  throw ended
}

interface Making {
  readonly progress: Progress
  readonly journal: Journal | undefined
  readonly troubles: Troubles
}

async function makeEach(
  { hub, signal }: Stage<unknown>,
  steps: readonly Step[],
  { progress, journal, troubles }: Making,
): Promise<void> {
  const doubtful: string[] = []
  const lookForThem = async () =>
    troubles.haveOtherNames(await otherNames(hub, doubtful.splice(0), signal))
  for (const part of steps.flatMap((step) => [...partsOf(step)])) {
    if (part.change !== 'create users') await lookForThem()
    const left = leftOf(part, troubles.lost)
    if (left !== part) troubles.heldBack(part)
    if (left === undefined) continue
    progress.begins(left)
    const { made, failures, doubtful: maybe, ended } = await applyStep(hub, left, signal)
    troubles.failed(left, failures)
    doubtful.push(...maybe)
    await journal?.wrote(made)
    progress.made(made)
    if (ended !== undefined) throw ended.error
  }
  await lookForThem()
}

async function journalAt(
  path: string,
  intent: Unfinished,
  note: (sentence: string) => void,
): Promise<Journal | undefined> {
  try {
    return dispensable(await beginJournal(path, intent), note)
  } catch (error) {
    note(`No journal of this can be kept: ${messageOf(error)}.`)
    return undefined
  }
}

/** An authenticator may have other names for people (`username_map`): each plan would want to create them again. */
async function otherNames(
  hub: JupyterHub,
  doubtful: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (doubtful.length === 0) return []
  const known = new Set<string>()
  for await (const { name } of hub.users.list({}, { signal })) known.add(normalised(name))
  return doubtful.filter((name) => !known.has(normalised(name)))
}

const sentenceOf = (names: readonly string[]): string =>
  `The hub has other names for ${namesOf(names)}: write those in the file, or each plan will create them again.`
