import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { printTarget } from '../server-target.ts'
import { conclude } from './conclude.ts'
import { watch } from './many.ts'
import { outcomeShape, towards } from './outcome.ts'
import { targetsOf } from './targets.ts'
import type { GroupFlag } from './targets.ts'

/** What `jhub servers restart` takes. */
export interface RestartFlags extends OutputFlags, GroupFlag, YesFlag {
  readonly concurrency?: number | undefined
}

/** Stops servers and starts those that have stopped. */
export const restart: Verb<RestartFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(outcomeShape)
  const targets = await targetsOf(stage, names)
  await confirm(io, flags, `restart the servers ${namesOf(targets.map(printTarget))}`)
  const { concurrency } = flags
  const stops = await watch(stage, targets, (telling) =>
    hub.servers.ensureStoppedAll(targets, { concurrency, signal, ...telling }),
  )
  const stopped = stops.filter(({ outcome }) => outcome === 'done')
  const starts = await watch(stage, stopped, (telling) =>
    hub.servers.ensureRunningAll(
      stopped.map(({ user, name }) => ({ user, name })),
      { concurrency, signal, ...telling },
    ),
  )
  const notStopped = stops.filter(({ outcome }) => outcome !== 'done')
  const outcomes = [...towards('stopped', notStopped), ...towards('ready', starts)]
  return conclude(stage, outcomes, names, true)
}
