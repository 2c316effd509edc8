import type { Verb } from '../../command.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { printTarget } from '../server-target.ts'
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
  if (idle !== undefined) return (await import('./stop-idle.ts')).stopIdle(stage, names, idle)
  const targets = await targetsOf(stage, names)
  await confirm(io, flags, `stop the servers ${namesOf(targets.map(printTarget))}`)
  const outcomes = await watch(stage, targets, (telling) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, signal, ...telling }),
  )
  return conclude(stage, outcomes)
}
