import type { Stage, Verb } from '../../command.ts'
import { confirm, willAsk } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { conclude } from './conclude.ts'
import { watch } from './many.ts'
import { outcomeShape, towards } from './outcome.ts'
import { notRunningOf } from './running.ts'
import { targetsOf } from './targets.ts'
import type { RestartFlags } from './restart.ts'

/** What `jhub servers stop` takes. */
export interface StopFlags extends RestartFlags {
  readonly idle?: number | undefined
}

/** Stops servers, and waits until they are. */
export const stop: Verb<StopFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(outcomeShape)
  const { concurrency, idle } = flags
  if (idle !== undefined) return (await import('./stop-idle.ts')).stopIdle(stage, names, idle)
  const named = await targetsOf(stage, names)
  // Where nobody is asked, what is stopped is as wanted.
  const targets = willAsk(io, flags) ? await withoutStopped(stage, named) : named
  if (targets.length === 0) return conclude(stage, [], names)
  await confirm(io, flags, `stop the servers ${namesOf(targets.map(printTarget))}`)
  const outcomes = await watch(stage, targets, (telling) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, signal, ...telling }),
  )
  return conclude(stage, towards('stopped', outcomes), names)
}

async function withoutStopped(
  stage: Stage<StopFlags>,
  named: readonly Target[],
): Promise<readonly Target[]> {
  const stopped = await notRunningOf(stage, named)
  const isLeftOut = (target: Target) => stopped.has(printTarget(target))
  const leftOut = named.filter(isLeftOut).map(printTarget)
  if (leftOut.length > 0) stage.out.note(`Left out, as not running: ${namesOf(leftOut)}.`)
  return named.filter((target) => !isLeftOut(target))
}
