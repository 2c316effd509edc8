import type { Stage, Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { liveOn } from '../../output/live.ts'
import { confirm } from '../../prompt/confirm.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { applyStep, partsOf } from '../../roster/apply.ts'
import { planOf } from '../../roster/plan.ts'
import type { Step } from '../../roster/plan.ts'
import { readRoster } from '../../roster/read.ts'
import { stateOf } from '../../roster/state.ts'
import { stepShape } from './shape.ts'

/** What `jhub roster apply` takes. */
export interface ApplyFlags extends OutputFlags, YesFlag {
  readonly prune?: boolean | undefined
  readonly pruneCount?: number | undefined
}

/** Of those on the hub, so many may be deleted without being counted before. */
const harmlessShare = 0.1

/** Makes the hub what a file says; made again, it changes nothing, and goes on where it was broken off. */
export const apply: Verb<ApplyFlags, [file: string]> = async (stage, file) => {
  const { io, hub, out, flags, signal } = stage
  out.check(stepShape)
  const roster = await readRoster(file)
  const state = await stateOf(hub, roster, signal)
  const steps = planOf(roster, state, flags.prune === true)
  refuseMany(steps, state.users.size, flags.pruneCount, file)
  await out.list(stepShape, steps)
  const takes = steps.filter(({ change }) => /^(delete|remove|make no)/.test(change))
  if (takes.length > 0) await confirm(io, flags, 'take something away, as shown')
  await makeChanges(stage, steps)
  out.note(steps.length === 0 ? 'Everything is as it should be.' : 'Everything is done.')
}

/** @throws {@link CliError} if more would be deleted than a mistake may cost. */
function refuseMany(
  steps: readonly Step[],
  all: number,
  told: number | undefined,
  file: string,
): void {
  const count = steps.find(({ change }) => change === 'delete users')?.names.length ?? 0
  if (count <= all * harmlessShare || count === told) return
  throw usageError(
    `this would delete ${count} of ${all} users`,
    `Look at them with jhub roster plan ${file} --prune; if it is right, say --prune-count ${count}.`,
  )
}

async function makeChanges(
  { io, hub, signal }: Stage<unknown>,
  steps: readonly Step[],
): Promise<void> {
  const parts = steps.flatMap((step) => [...partsOf(step)])
  const live = io.stderr.isTTY ? liveOn(io.stderr) : undefined
  for (const [at, part] of parts.entries()) {
    live?.draw([`${at + 1} of ${parts.length}: ${part.change}`])
    await applyStep(hub, part, signal)
  }
  live?.clear()
}
