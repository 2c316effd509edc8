import { HubTimeoutError } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { spanOf } from '../../duration.ts'
import { counted } from '../../output/counted.ts'
import { liveOn } from '../../output/live.ts'
import { napUntil } from '../../nap.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { tellsLines } from './many.ts'
import { leadMsOf, wallTime } from './schedule.ts'
import type { StartFlags } from './start.ts'

/** A first start that takes longer shows nothing, and holds nobody up: the next one is tried, if there is time. */
const mostProbeMs = 600_000
/** It has as long, also where others should have begun. */
const leastProbeMs = 5000

/** So many that fail, one after the other, are no accident. */
const mostFailures = 3

/**
 * Starts servers so that they are ready by then, and not much earlier. One begins at once, which shows whether it works and how long it
 * takes; the others as late as that allows, with as much time again in reserve.
 *
 * @param at - Milliseconds since 1970.
 * @param begin - Starts some of them, and waits, for so many milliseconds at most.
 */
export async function readyBy(
  stage: Stage<StartFlags>,
  targets: readonly Target[],
  at: number,
  begin: (some: readonly Target[], limitMs?: number) => Promise<ServerOutcome[]>,
): Promise<ServerOutcome[]> {
  const { io, out, flags } = stage
  const outcomes: ServerOutcome[] = []
  const waiting = [...targets]
  /** Of those that took too long. */
  const late: ServerOutcome[] = []
  const leadMs = (ms: number) =>
    leadMsOf(ms, waiting.length, flags.concurrency ?? defaultConcurrency)
  let startMs: number | undefined
  // Those that run already show nothing, and are passed over. There may be no time left to find one that does not.
  while (
    startMs === undefined &&
    waiting.length > 0 &&
    (outcomes.length + late.length === 0 || io.now() < at - leadMs(0))
  ) {
    const probe = waiting.splice(0, 1)
    const left = at - leadMs(0) - io.now()
    const limitMs = Math.max(leastProbeMs, Math.min(mostProbeMs, left))
    const tried = await begin(probe, limitMs)
    if (isLate(tried.at(-1), limitMs, flags.timeout)) {
      out.note(
        `${probe.map(printTarget).join()} takes too long to go by; it goes on with the others.`,
      )
      late.push(...tried)
      continue
    }
    outcomes.push(...tried)
    startMs = startMsOf(outcomes.at(-1))
    const failures = outcomes.filter(({ outcome }) => outcome === 'failed').length
    if (failures === mostFailures) {
      out.note(`The first ${failures} did not start, so no other is begun.`)
      // Whose start was asked for may come about: that is not told as if it had not been.
      return [
        ...outcomes,
        ...late,
        ...waiting.map((target) => Object.assign({ outcome: 'not_started' as const }, target)),
      ]
    }
  }
  waiting.push(...late.map(({ user, name }) => ({ user, name })))
  if (waiting.length === 0) return outcomes
  await untilThen(stage, { at, from: at - leadMs(startMs ?? 0), count: waiting.length, startMs })
  const began = io.now()
  outcomes.push(...(await begin(waiting)))
  if (!io.signal.aborted) out.note(verdict(outcomes, waiting.length, { at, began, now: io.now() }))
  return outcomes
}

/** Whether it is the time for a try that was over, and not that of the user. */
const isLate = (one: ServerOutcome | undefined, limitMs: number, timeout = Infinity): boolean =>
  one?.outcome === 'failed' &&
  HubTimeoutError.isInstance(one.error) &&
  one.error.clock === 'total' &&
  limitMs < timeout * 1000

/** How long a server took to start; nothing for one that was ready before, or failed. */
function startMsOf(one: ServerOutcome | undefined): number | undefined {
  if (one?.outcome !== 'done' || !one.timeline.some(({ what }) => what === 'requested'))
    return undefined
  return one.timeline.at(-1)?.ms
}

async function untilThen(
  stage: Stage<StartFlags>,
  {
    at,
    from,
    count,
    startMs,
  }: Readonly<Record<'at' | 'from' | 'count', number> & { startMs: number | undefined }>,
): Promise<void> {
  const { io, out } = stage
  const now = io.now()
  const many = counted(count, 'server')
  const took =
    startMs === undefined
      ? 'None was started so far'
      : `One took ${spanOf(Math.ceil(startMs / 1000))}`
  if (now >= from) {
    return out.note(`${took}: ${many} may not be ready by ${wallTime(at, now)}, and begin at once.`)
  }
  if (tellsLines(stage)) {
    const [until, ready_by] = [from, at].map((ms) => new Date(ms).toISOString())
    out.line(
      JSON.stringify({ what: 'waiting', until, ready_by, waiting: count, start_ms: startMs }),
    )
  }
  const plan = `${took}: ${many} begin at ${wallTime(from, now)}, to be ready by ${wallTime(at, now)}.`
  out.note(plan)
  const live = io.stderr.isTTY ? liveOn(io.stderr) : undefined
  await napUntil(from, io, (left) => live?.draw([`Waiting for ${spanOf(left / 1000)}.`]))
  live?.clear()
}

/** What became of it, in a sentence. */
function verdict(
  outcomes: readonly ServerOutcome[],
  count: number,
  { at, began, now }: Readonly<Record<'at' | 'began' | 'now', number>>,
): string {
  const ready = outcomes.filter(({ outcome }) => outcome === 'done').length
  const gap = spanOf(Math.abs(at - now) / 1000)
  const when = `${gap} ${now <= at ? 'before' : 'after'} ${wallTime(at, now)}`
  const rate = Math.round((count / Math.max(1, now - began)) * 60_000)
  return `${ready} of ${outcomes.length} ready ${when}; ${rate} a minute.`
}
