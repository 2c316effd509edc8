import type { Verb } from '../../command.ts'
import { spanOf } from '../../duration.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { printTarget } from '../server-target.ts'
import { idleTargets } from './idle.ts'
import { conclude, outcomeShape, watch } from './many.ts'
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
  const targets = await (idle === undefined
    ? targetsOf(stage, names)
    : idleTargets(stage, names, idle))
  if (targets.length === 0 && idle !== undefined) {
    out.note(`No server has been idle for ${spanOf(idle)}.`)
    return conclude(stage, [])
  }
  await confirm(io, flags, `stop the servers ${namesOf(targets.map(printTarget))}`)
  const outcomes = await watch(stage, targets, (telling) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, signal, ...telling }),
  )
  return conclude(stage, outcomes)
}
