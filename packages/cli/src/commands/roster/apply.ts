import type { Verb } from '../../command.ts'
import { authError, usageError } from '../../errors/cli-error.ts'
import { counted } from '../../output/counted.ts'
import { relativeTime } from '../../output/relative-time.ts'
import { confirm } from '../../prompt/confirm.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { journalOf, readJournal, removeJournal } from '../../roster/journal.ts'
import type { Unfinished } from '../../roster/journal.ts'
import { refuseManagedGroups } from '../../roster/managed.ts'
import { unshareableIn } from '../../roster/may-share.ts'
import { deletedIn, demotesSelf, planOf, sizeOf, takesAway } from '../../roster/plan.ts'
import { readRoster } from '../../roster/read.ts'
import type { Format } from '../../roster/read.ts'
import { refuseProblems } from '../../roster/refuse.ts'
import { stateOf } from '../../roster/state.ts'
import { notOnHub, problemsOnHub } from '../../roster/unknown.ts'
import { makeChanges } from './make-changes.ts'
import { stepShape } from './shape.ts'
import { showPlan, staysAdmin } from './show-plan.ts'
import type { ShowFlags } from './show-plan.ts'

/** What `jhub roster apply` takes. */
export interface ApplyFlags extends ShowFlags, YesFlag {
  readonly prune?: boolean | undefined
  readonly format?: Format | undefined
  readonly pruneCount?: number | undefined
}

/** Of those on the hub, so many may be deleted without being counted before. */
const harmlessShare = 0.1

/** Makes the hub what a file says; made again, it changes nothing, and goes on where it was broken off. */
export const apply: Verb<ApplyFlags, [file: string]> = async (stage, file) => {
  const { io, hub, out, flags, signal } = stage
  out.check(stepShape)
  if (flags.pruneCount !== undefined && flags.prune !== true) {
    throw usageError('--prune-count says how many --prune may delete, and there is no --prune')
  }
  const { roster, digest } = await readRoster(io, file, flags.format)
  const path = journalOf(io.env, hub.apiUrl, file === '-' ? digest : file)
  const earlier = await readJournal(path)
  const same = earlier?.digest === digest ? earlier : undefined
  const state = await stateOf(hub, roster, signal)
  const steps = planOf(roster, state, flags.prune === true)
  if (earlier !== undefined) {
    out.note(sentenceOf(earlier, file, io.now()) + outlook(same !== undefined, sizeOf(steps)))
  }
  const deletes = deletedIn(steps)
  refuseProblems(file, problemsOnHub(roster, state, steps), notOnHub)
  const allowed = same !== undefined && areAmong(deletes, same.deletes) ? same.deletes : deletes
  refuseMany(deletes.length, state.users.size, flags.pruneCount, allowed.length, file)
  await showPlan(stage, steps)
  if (demotesSelf(roster, state)) out.note(staysAdmin)
  const unshareable = await unshareableIn(hub, state, steps, signal)
  if (unshareable !== undefined) {
    throw authError(`${unshareable.message}; nothing was changed`, unshareable.hint)
  }
  await refuseManagedGroups(hub, steps, signal)
  if (steps.some(takesAway)) await confirm(io, flags, 'take something away, as shown')
  if (steps.length > 0) {
    const done = same?.done ?? 0
    const intent = {
      began: same?.began ?? new Date(io.now()).toISOString(),
      digest,
      total: done + sizeOf(steps),
      deletes: allowed,
    }
    await makeChanges(stage, steps, { ...intent, done }, path)
  }
  await removeJournal(path)
  out.note(steps.length === 0 ? 'Everything is as it should be.' : 'Everything is done.')
}

/** What is told of an earlier apply that did not end. */
const sentenceOf = ({ began, done, total }: Unfinished, file: string, now: number): string =>
  `An apply of ${file}, begun ${relativeTime(began, now)}, made ${done} of ${total} changes and did not end: `

/** What becomes of it. */
function outlook(isSame: boolean, left: number): string {
  if (!isSame) return 'the file is another one now.'
  if (left === 0) return 'nothing of it is left.'
  return `this one goes on with what is left, ${counted(left, 'change')}.`
}

const areAmong = (names: readonly string[], others: readonly string[]): boolean => {
  const known = new Set(others)
  return names.length > 0 && names.every((name) => known.has(name))
}

/**
 * @param told - How many are to be deleted, as the user said.
 * @param allowed - How many were, when this began: who goes on says it again, though some have gone since.
 * @throws {@link CliError} if others than so many would be deleted, or, where nobody said how many, more than a mistake may cost.
 */
function refuseMany(
  count: number,
  all: number,
  told: number | undefined,
  allowed: number,
  file: string,
): void {
  const isRight =
    told === undefined ? count <= all * harmlessShare : count === told || allowed === told
  // Who makes it again when all is done, deletes nobody.
  if (count === 0 || isRight) return
  throw usageError(
    `this would delete ${count} of ${all} users${told === undefined ? '' : `, not ${told}`}`,
    `Look at them with jhub roster plan ${file} --prune; if it is right, say --prune-count ${count}.`,
  )
}
