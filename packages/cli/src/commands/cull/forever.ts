import {
  BadRequestError,
  ForbiddenError,
  HubConfigError,
  HubError,
  NotFoundError,
  UnsupportedError,
} from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import type { Culled } from '../../cull/carry-out.ts'
import type { Policy } from '../../cull/policy.ts'
import { spanOf } from '../../duration.ts'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message-of.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { counted } from '../../output/counted.ts'
import { chosenFields } from '../../output/fields.ts'
import { harmlessJson } from '../../output/harmless.ts'
import { napUntil } from '../../nap.ts'
import { picked } from '../../output/picked.ts'
import { cullThese, reportFailures } from './act.ts'
import type { CullFlags } from './flags.ts'
import { look } from './look.ts'
import { loggedShape, stamp } from './shape.ts'
import { summaryOf } from './summary.ts'

/** After a round that failed, the next is not later than that. */
const retrySeconds = 60

/**
 * Culls again and again, until told to end, by Ctrl-C or SIGTERM. A hub that does not answer is asked again.
 *
 * @param every - Seconds from the beginning of a round to that of the next.
 */
export async function cullForever(
  stage: Stage<CullFlags>,
  policy: Policy,
  every: number,
): Promise<ExitCode> {
  const { io, out, signal } = stage
  io.heedTermination()
  const log = (sentence: string) => out.note(`${stamp(io.now())} ${sentence}`)
  log(`Looking every ${spanOf(every)}.`)
  const totals = { rounds: 0, culled: 0, failed: 0 }
  while (!signal.aborted) {
    // Not by the time of day, which may be put back by hours.
    const begun = io.elapsed()
    let seconds = every
    try {
      const culled = await round(stage, policy, log)
      totals.rounds += 1
      totals.culled += culled.filter(({ outcome }) => done.has(outcome)).length
      totals.failed += culled.filter(({ outcome }) => outcome === 'failed').length
    } catch (error) {
      if (signal.aborted) break
      if (!isPassing(error)) throw error
      seconds = Math.min(every, retrySeconds)
      log(`${messageOf(error)}: looking again in ${spanOf(seconds)}.`)
    }
    await napUntil(begun + seconds * 1000, { now: io.elapsed, signal })
  }
  const { rounds, culled, failed } = totals
  log(`Ended after ${counted(rounds, 'round')}: ${culled} culled, ${failed} failed.`)
  return exitCodes.ok
}

const done = new Set<Culled['outcome']>(['stopped', 'removed', 'deleted'])

async function round(
  stage: Stage<CullFlags>,
  policy: Policy,
  log: (sentence: string) => void,
): Promise<Culled[]> {
  const { out, flags } = stage
  const items = await look(stage, policy)
  const culled: Culled[] = []
  for await (const one of cullThese(stage, policy, items)) culled.push(one)
  if (flags.json !== undefined) {
    // An array would have no end.
    const fields = chosenFields(loggedShape, flags.json)
    for (const one of culled) out.line(harmlessJson(picked(loggedShape, fields, one)))
  } else if (culled.length > 0) await out.list(loggedShape, culled)
  await reportFailures(stage, culled)
  log(summaryOf(items, culled))
  return culled
}

/** Whether it may be better the next time: the hub is down, restarts, has too much to do, or lacks somebody who is protected. */
const isPassing = (error: unknown): boolean =>
  (error instanceof CliError && error.exitCode === exitCodes.usage) ||
  (HubError.isInstance(error) &&
    ![BadRequestError, ForbiddenError, HubConfigError, NotFoundError, UnsupportedError].some(
      (kind) => kind.isInstance(error),
    ))
