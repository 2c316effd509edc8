import { NotFoundError } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { atOnce } from '../../at-once.ts'
import { spanOf } from '../../duration.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { byHubClock } from '../hub-clock.ts'
import { parseTarget, printTarget } from '../server-target.ts'
import { findIdle, isIdle } from './idle.ts'
import type { IdleServer } from './idle.ts'
import { conclude } from './conclude.ts'
import { watch } from './many.ts'
import type { Telling } from './many.ts'
import { towards } from './outcome.ts'
import type { StopFlags } from './stop.ts'

/**
 * Stops those of some servers that nobody has used for so long. Each is looked at once more before.
 *
 * @param idle - Seconds.
 * @returns 1 if there is none of a name.
 */
export async function stopIdle(
  given: Stage<StopFlags>,
  names: readonly string[],
  idle: number,
): Promise<ExitCode> {
  const stage = byHubClock(given)
  const { io, out, flags } = stage
  const { targets, notRunning } = await findIdle(stage, names, idle)
  const unknown = await unknownOf(stage, notRunning)
  if (unknown.length > 0) out.note(`There is no server ${namesOf(unknown)}.`)
  if (targets.length === 0) out.note(`No server has been idle for ${spanOf(idle)}.`)
  else await confirm(io, flags, `stop the servers ${namesOf(targets.map(printTarget))}`)
  const spared: IdleServer[] = []
  const outcomes = await watch(stage, targets, (telling) =>
    stopAll(stage, targets, { idle, telling, spared }),
  )
  if (spared.length > 0) {
    out.note(`Left alone, as no longer idle: ${namesOf(spared.map(printTarget))}.`)
  }
  const code = await conclude(stage, towards('stopped', outcomes), names)
  return code || (unknown.length > 0 ? exitCodes.failed : exitCodes.ok)
}

/** Names of servers that are not even stopped. */
async function unknownOf(
  { hub, signal }: Stage<StopFlags>,
  names: readonly string[],
): Promise<string[]> {
  const unknown: string[] = []
  for (const text of names) {
    const { user, name } = parseTarget(text)
    try {
      const { state } = await hub.server(user, name).status({ signal })
      if (state === 'absent') unknown.push(text)
    } catch (error) {
      if (!NotFoundError.isInstance(error)) throw error
      unknown.push(text)
    }
  }
  return unknown
}

interface Work {
  readonly idle: number
  readonly telling: Telling
  /** Gets those that are in use again. */
  readonly spared: IdleServer[]
}

async function* stopAll(
  stage: Stage<StopFlags>,
  targets: readonly IdleServer[],
  work: Work,
): AsyncGenerator<ServerOutcome> {
  const most = stage.flags.concurrency ?? defaultConcurrency
  for await (const some of atOnce(targets, most, (one) => stopOne(stage, one, work))) yield* some
}

async function stopOne(
  { io, hub, signal }: Stage<StopFlags>,
  target: IdleServer,
  { idle, telling, spared }: Work,
): Promise<ServerOutcome[]> {
  const { user, name, owner } = target
  if (signal.aborted) return [{ user, name, outcome: 'not_started' }]
  try {
    const { server } = await hub.server(user, name).status({ signal })
    if (server === undefined || !isIdle(owner, server, idle, io.now())) {
      spared.push(target)
      return []
    }
  } catch (error) {
    return [{ user, name, outcome: 'failed', error, server: undefined }]
  }
  const outcomes: ServerOutcome[] = []
  const stopping = hub.servers.ensureStoppedAll([{ user, name }], { signal, ...telling })
  for await (const one of stopping) outcomes.push(one)
  return outcomes
}
