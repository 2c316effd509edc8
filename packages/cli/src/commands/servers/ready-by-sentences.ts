import type { ServerOutcome } from 'jupyterhub-client'
import { spanOf } from '../../duration.ts'
import { wallTime } from './schedule.ts'

const minuteMs = 60_000
/** Of fewer, or in a shorter time, a rate is an accident. */
const leastStarts = 20
const leastRateMs = minuteMs

/** Says that servers are wanted at a time that has been. */
export function overdue(at: number, count: number, now: number): string {
  const ago = now - at
  const span = spanOf(ago < minuteMs ? Math.ceil(ago / 1000) : Math.floor(ago / minuteMs) * 60)
  const begin = count === 1 ? 'it begins' : 'all begin'
  return `${wallTime(at, now)} was ${span} ago: ${begin} at once.`
}

/** Says when servers are wanted, and what comes first. */
export function announcement(at: number, count: number, now: number): string {
  const wanted = `Wanted by ${wallTime(at, now)}, in ${spanOf((at - now) / 1000)}.`
  if (count === 1) return `${wanted} It starts at once.`
  const others = count === 2 ? 'the other one waits' : `the other ${count - 1} wait`
  return `${wanted} One server starts at once, to see how long it takes; ${others} for it.`
}

/** How far it is when those begin that have waited. */
export interface Standing {
  readonly outcomes: readonly ServerOutcome[]
  /** How many wait. */
  readonly waiting: number
  /** How long one took, in milliseconds, if one has shown it. */
  readonly startMs: number | undefined
}

/**
 * Says what is known before the others begin, and when they do.
 *
 * @param from - When; nothing if it is at once, with too little time left.
 */
export function outlook(
  { outcomes, waiting, startMs }: Standing,
  {
    at,
    from,
    now,
  }: { readonly at: number; readonly from: number | undefined; readonly now: number },
): string {
  const total = outcomes.length + waiting
  const running = outcomes.filter(ranBefore).length
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed').length
  const known = [
    ...(running > 0 ? [`${running} of ${total} ${running === 1 ? 'runs' : 'run'} already`] : []),
    ...(failed > 0 ? [`${failed} of ${total} failed`] : []),
  ]
  const before = known.length === 0 ? '' : `${known.join(', ')}. `
  const took =
    startMs === undefined
      ? 'How long one takes is not known'
      : `One took ${spanOf(Math.ceil(startMs / 1000))} to start`
  const isOne = waiting === 1
  const others = `the other ${isOne ? 'one' : waiting}`
  const all = isOne ? 'it' : `all ${waiting}`
  const begin = isOne ? 'begins' : 'begin'
  const who = `${before}${took}: ${waiting === total ? all : others}`
  const by = wallTime(at, now)
  return from === undefined
    ? `${who} may not be ready by ${by}, and ${begin} at once.`
    : `${who} ${begin} at ${wallTime(from, now)}, to be ready by ${by}.`
}

/**
 * Says what became of it.
 *
 * @param last - Of those that began last.
 */
export function verdict(
  outcomes: readonly ServerOutcome[],
  last: readonly ServerOutcome[],
  { at, began, now }: Readonly<Record<'at' | 'began' | 'now', number>>,
): string {
  const ready = outcomes.filter(({ outcome }) => outcome === 'done').length
  const gap = spanOf(Math.abs(at - now) / 1000)
  const when = `${gap} ${now <= at ? 'before' : 'after'} ${wallTime(at, now)}`
  const started = last.filter((one) => startMsOf(one) !== undefined).length
  const tookMs = now - began
  const isRate = started >= leastStarts && tookMs >= leastRateMs
  const rate = isRate ? `; ${Math.round((started / tookMs) * minuteMs)} a minute` : ''
  return `${ready} of ${outcomes.length} ready ${when}${rate}.`
}

/** How long a server took to start; nothing for one that was ready before, or failed. */
export function startMsOf(one: ServerOutcome | undefined): number | undefined {
  if (one?.outcome !== 'done' || ranBefore(one)) return undefined
  return one.timeline.at(-1)?.ms
}

const ranBefore = (one: ServerOutcome): boolean =>
  one.outcome === 'done' && !one.timeline.some(({ what }) => what === 'requested')
