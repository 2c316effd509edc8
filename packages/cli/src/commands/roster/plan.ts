import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { planOf } from '../../roster/plan.ts'
import { readRoster } from '../../roster/read.ts'
import type { Format } from '../../roster/read.ts'
import { stateOf } from '../../roster/state.ts'
import { stepShape } from './shape.ts'

/** What `jhub roster plan` takes. */
export interface PlanFlags extends OutputFlags {
  readonly prune?: boolean | undefined
  readonly format?: Format | undefined
}

/** Shows what would make the hub what a file says. */
export const plan: Verb<PlanFlags, [file: string]> = async (
  { io, hub, out, flags, signal },
  file,
) => {
  out.check(stepShape)
  const { roster } = await readRoster(io, file, flags.format)
  const state = await stateOf(hub, roster, signal)
  await out.list(stepShape, planOf(roster, state, flags.prune === true))
}
