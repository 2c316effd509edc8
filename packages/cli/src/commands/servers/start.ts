import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { each } from '../each.ts'
import { parseTarget, printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { conclude } from './conclude.ts'
import { watch } from './many.ts'
import { outcomeShape, towards } from './outcome.ts'
import { momentOf } from './schedule.ts'
import { parseOptions } from './spawn-options.ts'
import { targetsOf } from './targets.ts'
import type { GroupFlag } from './targets.ts'

/** What `jhub servers start` takes. */
export interface StartFlags extends OutputFlags, GroupFlag {
  readonly options?: string | undefined
  readonly concurrency?: number | undefined
  readonly timeout?: number | undefined
  readonly noWait?: boolean | undefined
  readonly readyBy?: string | undefined
}

/** Starts servers, and waits until they are ready. */
export const start: Verb<StartFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  const { concurrency, timeout } = flags
  out.check(outcomeShape)
  const options = parseOptions(flags.options)
  const at = flags.readyBy === undefined ? undefined : momentOf(flags.readyBy, io.now())
  if (at !== undefined && flags.noWait === true) throw usageError('--ready-by waits')
  const targets = await targetsOf(stage, names)
  if (flags.noWait === true) {
    let pending = false
    const code = await each(stage, targets.map(printTarget), async (text) => {
      const { user, name } = parseTarget(text)
      const transition = await hub.servers.start(user, { name, options }, { signal })
      pending ||= transition.pending
      return transition.pending ? 'pending' : 'started'
    })
    return code || (pending ? exitCodes.pending : exitCodes.ok)
  }
  const totalTimeout = timeout === undefined ? undefined : timeout * 1000
  const begin = (some: readonly Target[], limitMs = Infinity) =>
    watch(stage, some, (telling) =>
      hub.servers.ensureRunningAll(
        some.map((target) => Object.assign({}, target, { options })),
        { concurrency, totalTimeout: least(totalTimeout, limitMs), signal, ...telling },
      ),
    )
  const startedBy = async (moment: number) => {
    const { readyBy } = await import('./ready-by.ts')
    return readyBy(stage, targets, moment, begin)
  }
  const started = at === undefined ? begin(targets) : startedBy(at)
  return conclude(stage, towards('ready', await started), names)
}

/** What takes no limit for one. */
function least(given: number | undefined, limitMs: number): number | undefined {
  const ms = Math.min(given ?? Infinity, limitMs)
  return ms === Infinity ? undefined : ms
}
