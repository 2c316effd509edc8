import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { printTarget } from '../server-target.ts'
import { conclude, outcomeShape, watch } from './many.ts'
import { targetsOf } from './targets.ts'
import type { GroupFlag } from './targets.ts'

/** What `jhub servers stop` takes. */
export interface StopFlags extends OutputFlags, GroupFlag, YesFlag {
  readonly concurrency?: number | undefined
}

/** Stops servers, and waits until they are. */
export const stop: Verb<StopFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(outcomeShape)
  const targets = await targetsOf(stage, names)
  await confirm(io, flags, `stop the servers ${namesOf(targets.map(printTarget))}`)
  const { concurrency } = flags
  const outcomes = await watch(stage, targets, (onEvent) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, onEvent, signal }),
  )
  return conclude(stage, outcomes)
}
