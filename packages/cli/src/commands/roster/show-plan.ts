import type { Stage } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { style } from '../../output/colour.ts'
import { describePlan } from '../../roster/describe.ts'
import type { Step } from '../../roster/plan.ts'
import { stepShape } from './shape.ts'

/** Told where a file says otherwise of who asks. */
export const staysAdmin =
  'You stay an admin, whatever the file says: somebody else has to take that from you.'

/** How a plan is to be shown. */
export interface ShowFlags extends OutputFlags {
  readonly all?: boolean | undefined
}

/** Shows what is to be changed: to people in words, elsewhere as a list. */
export async function showPlan(
  { io, out, flags }: Stage<ShowFlags>,
  steps: readonly Step[],
): Promise<void> {
  const { stdout } = io
  if (!stdout.isTTY || flags.json !== undefined || flags.csv === true) {
    return out.list(stepShape, steps)
  }
  if (steps.length === 0) return
  const paint = style(stdout, io.env)
  const lines = describePlan(steps, {
    columns: stdout.columns(),
    paint,
    all: flags.all === true,
  })
  stdout.write(`${lines.join('\n')}\n`)
}
