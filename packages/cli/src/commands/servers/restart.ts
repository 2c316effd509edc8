import type { Verb } from '../../command.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { printTarget } from '../server-target.ts'
import { conclude, outcomeShape, watch } from './many.ts'
import type { StopFlags } from './stop.ts'
import { targetsOf } from './targets.ts'

/** Stops servers and starts those that have stopped. */
export const restart: Verb<StopFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(outcomeShape)
  const targets = await targetsOf(stage, names)
  await confirm(io, flags, `restart the servers ${namesOf(targets.map(printTarget))}`)
  const { concurrency } = flags
  const stops = await watch(stage, targets, (onEvent) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, onEvent, signal }),
  )
  const stopped = stops.filter(({ outcome }) => outcome === 'done')
  const starts = await watch(stage, stopped, (onEvent) =>
    hub.servers.ensureRunningAll(
      stopped.map(({ user, name }) => ({ user, name })),
      { concurrency, onEvent, signal },
    ),
  )
  return conclude(stage, [...stops.filter(({ outcome }) => outcome !== 'done'), ...starts])
}
