import { HubTimeoutError } from 'jupyterhub-client'
import type { ServerOutcome } from 'jupyterhub-client'
import type { Stage } from '../../command.ts'
import { spanOf } from '../../duration.ts'
import { liveOn } from '../../output/live.ts'
import { napUntil } from '../../nap.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { printTarget } from '../server-target.ts'
import type { Target } from '../server-target.ts'
import { tellsLines } from './many.ts'
import { announcement, outlook, overdue, startMsOf, verdict } from './ready-by-sentences.ts'
import type { Standing } from './ready-by-sentences.ts'
import { leadMsOf } from './schedule.ts'
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
  if (at <= io.now()) return allAtOnce(stage, targets, at, begin)
  out.note(announcement(at, targets.length, io.now()))
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
      const goesOn = waiting.length > 0 ? '; it goes on with the others' : ''
      out.note(`${probe.map(printTarget).join()} takes too long to go by${goesOn}.`)
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
  const others = [...waiting, ...late.map(({ user, name }) => ({ user, name }))]
  if (others.length === 0) return outcomes
  const lead = leadMsOf(startMs ?? 0, others.length, flags.concurrency ?? defaultConcurrency)
  await untilThen(stage, { outcomes, waiting: others.length, startMs }, at, lead)
  if (io.signal.aborted) return [...outcomes, ...late, ...(await begin(waiting))]
  const began = io.now()
  const last = await begin(others)
  outcomes.push(...last)
  if (!io.signal.aborted) out.note(verdict(outcomes, last, { at, began, now: io.now() }))
  return outcomes
}

async function allAtOnce(
  { io, out }: Stage<StartFlags>,
  targets: readonly Target[],
  at: number,
  begin: (some: readonly Target[]) => Promise<ServerOutcome[]>,
): Promise<ServerOutcome[]> {
  const began = io.now()
  out.note(overdue(at, targets.length, began))
  const outcomes = await begin(targets)
  if (!io.signal.aborted) out.note(verdict(outcomes, outcomes, { at, began, now: io.now() }))
  return outcomes
}

/** Whether it is the time for a try that was over, and not that of the user. */
const isLate = (one: ServerOutcome | undefined, limitMs: number, timeout = Infinity): boolean =>
  one?.outcome === 'failed' &&
  HubTimeoutError.isInstance(one.error) &&
  one.error.clock === 'total' &&
  limitMs < timeout * 1000

async function untilThen(
  stage: Stage<StartFlags>,
  standing: Standing,
  at: number,
  leadMs: number,
): Promise<void> {
  const { io, out } = stage
  if (io.signal.aborted) return
  const now = io.now()
  const from = at - leadMs
  if (now >= from) return out.note(outlook(standing, { at, from: undefined, now }))
  if (tellsLines(stage)) {
    const [until, ready_by] = [from, at].map((ms) => new Date(ms).toISOString())
    const { waiting, startMs: start_ms } = standing
    out.line(JSON.stringify({ what: 'waiting', until, ready_by, waiting, start_ms }))
  }
  out.note(outlook(standing, { at, from, now }))
  const live = io.stderr.isTTY ? liveOn(io.stderr) : undefined
  await napUntil(from, io, (left) => live?.draw([`Waiting for ${spanOf(left / 1000)}.`]))
  live?.clear()
}
