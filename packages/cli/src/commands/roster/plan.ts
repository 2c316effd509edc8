import type { Verb } from '../../command.ts'
import { exitCodes } from '../../exit-codes.ts'
import { demotesSelf, planOf } from '../../roster/plan.ts'
import { readRoster } from '../../roster/read.ts'
import type { Format } from '../../roster/read.ts'
import { unshareableIn } from '../../roster/may-share.ts'
import { refuseProblems } from '../../roster/refuse.ts'
import { stateOf } from '../../roster/state.ts'
import { notOnHub, problemsOnHub } from '../../roster/unknown.ts'
import { stepShape } from './shape.ts'
import { showPlan, staysAdmin } from './show-plan.ts'
import type { ShowFlags } from './show-plan.ts'

/** What `jhub roster plan` takes. */
export interface PlanFlags extends ShowFlags {
  readonly prune?: boolean | undefined
  readonly format?: Format | undefined
  readonly check?: boolean | undefined
}

/** Shows what would make the hub what a file says. */
export const plan: Verb<PlanFlags, [file: string]> = async (stage, file) => {
  const { io, hub, out, flags, signal } = stage
  out.check(stepShape)
  const { roster } = await readRoster(io, file, flags.format)
  const state = await stateOf(hub, roster, signal)
  const steps = planOf(roster, state, flags.prune === true)
  refuseProblems(file, problemsOnHub(roster, state, steps), notOnHub)
  await showPlan(stage, steps)
  if (demotesSelf(roster, state)) out.note(staysAdmin)
  const unshareable = await unshareableIn(hub, state, steps, signal)
  if (unshareable !== undefined) {
    out.note(`An apply would be refused: ${unshareable.message}. ${unshareable.hint ?? ''}`)
  }
  if (steps.length === 0 && io.stdout.isTTY) out.note('Everything is as it should be.')
  return flags.check === true && steps.length > 0 ? exitCodes.pending : exitCodes.ok
}
