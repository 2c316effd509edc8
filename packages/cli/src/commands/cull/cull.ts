import type { Stage, Verb } from '../../command.ts'
import type { Culled } from '../../cull/carry-out.ts'
import type { Item } from '../../cull/plan.ts'
import type { Policy } from '../../cull/policy.ts'
import { spanOf } from '../../duration.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { liveOn } from '../../output/live.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { byHubClock } from '../hub-clock.ts'
import { cullThese, reportFailures } from './act.ts'
import { deedOf, deedOfAll } from './deed.ts'
import { everyOf, policyOf } from './flags.ts'
import type { CullFlags } from './flags.ts'
import { byInternalSsl } from './internal-ssl.ts'
import { look, unseenGroups } from './look.ts'
import { culledShape, itemShape } from './shape.ts'
import { summaryOf } from './summary.ts'

/** Stops servers that nobody uses, once or again and again, or says what it would stop. */
export const cull: Verb<CullFlags> = async (given) => {
  const stage = byHubClock(await byInternalSsl(given))
  const { io, out, flags } = stage
  const every = everyOf(flags)
  out.check(flags.dryRun === true ? itemShape : culledShape)
  const policy = await policyOf(flags)
  if (every === undefined) return cullOnce(stage, policy)
  await confirm(io, flags, `${deedOfAll(policy)}, every ${spanOf(every)}`)
  const { cullForever } = await import('./forever.ts')
  return cullForever(stage, policy, every)
}

async function cullOnce(stage: Stage<CullFlags>, policy: Policy): Promise<ExitCode> {
  const { io, out, flags, signal } = stage
  const items = await look(stage, policy)
  const unseen = unseenGroups(items, policy)
  if (unseen.length > 0) out.note(`Nobody who was looked at is in ${namesOf(unseen)}.`)
  if (flags.dryRun === true) {
    await out.list(itemShape, items)
    out.note(summaryOf(items))
    return exitCodes.ok
  }
  const doomed = items.filter((item) => item.cull)
  if (doomed.length > 0) await confirm(io, flags, deedOf(doomed))
  const culled: Culled[] = []
  await out.list(culledShape, watched(stage, policy, doomed, culled))
  const code = await reportFailures(stage, culled)
  out.note(summaryOf(items, culled))
  signal.throwIfAborted()
  return code
}

/** Culls, with a count on a terminal. */
async function* watched(
  stage: Stage<CullFlags>,
  policy: Policy,
  doomed: readonly Item[],
  culled: Culled[],
): AsyncGenerator<Culled> {
  const { io, flags } = stage
  // It would be drawn over what is shown as it comes.
  const isInTheWay = io.stdout.isTTY && (flags.json !== undefined || flags.csv === true)
  const live = io.stderr.isTTY && !isInTheWay ? liveOn(io.stderr) : undefined
  const draw = () => live?.draw([`${culled.length} of ${doomed.length} done`])
  if (doomed.length > 0) draw()
  try {
    for await (const one of cullThese(stage, policy, doomed)) {
      culled.push(one)
      draw()
      yield one
    }
  } finally {
    live?.clear()
  }
}
