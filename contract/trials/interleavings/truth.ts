import { inspect } from 'node:util'
import { HubError, SpawnFailedError } from 'jupyterhub-client'
import type { Move, Place } from './moves.ts'
import type { Shown } from './raw-state.ts'

/** A move that was made, or is being made. */
export interface Made {
  readonly client: number
  readonly move: Move
  readonly place: Place
  /** Milliseconds since the trial began. */
  readonly startedAt: number
  /** What was sent, and what came of it. */
  readonly requests: readonly string[]
  /** When it had ended and the hub had been asked; `Infinity` while it is under way. */
  endedAt: number
  /** `undefined` while it is under way, and if all went well. */
  error: unknown
}

/** For the counts: `ok`, or the code of the error. */
export function outcomeOf({ error }: Made): string {
  if (error === undefined) return 'ok'
  if (!HubError.isInstance(error)) return 'not an error of the client'
  return isAboutOptions(error) ? `${error.code}: other options` : error.code
}

/** What is not true of how a move has ended, given what the hub showed afterwards. */
export function falsehoodOf(made: Made, shown: Shown, all: readonly Made[]): string[] {
  const others = all.filter(
    (other) =>
      other !== made &&
      other.place === made.place &&
      other.startedAt <= made.endedAt &&
      other.endedAt >= made.startedAt,
  )
  const isTrue =
    made.error === undefined ? isSo(made, shown, others) : isExcused(made, shown, others)
  if (isTrue) return []
  const ending = made.error === undefined ? 'ok' : inspect(made.error)
  const story = [...made.requests, ...others.map(describe)].map((line) => `\n  ${line}`)
  return [`${ending}, and ${shown.state}${story.join('')}`]
}

/** Whether the hub shows what was wanted, or what others may have made of it meanwhile. */
function isSo({ move }: Made, { state }: Shown, others: readonly Made[]): boolean {
  const isStopped = others.some((other) => other.move.stops)
  const isStarted = others.some((other) => other.move.starts)
  if (move.goal === 'ready') return state === 'ready' || isStopped
  // Of two who stop a server at once, one may have it stopped again when it has been already.
  if (isStarted || state === 'unseen' || (state === 'stop' && isStopped)) return true
  return state === 'stopped' && move.goal === 'stopped'
}

/** Whether an error may come of what others did, or of what runs. */
function isExcused({ error, move }: Made, shown: Shown, others: readonly Made[]): boolean {
  if (!HubError.isInstance(error)) return false
  if (isAboutOptions(error)) return others.length > 0 || !includes(shown.options, move.options)
  if (SpawnFailedError.isInstance(error)) return others.some((other) => other.move.stops)
  const staysOn = error.code === 'not_stopped' || error.code === 'not_deleted'
  return staysOn && others.some((other) => other.move.starts)
}

const isAboutOptions = (error: unknown): boolean =>
  SpawnFailedError.isInstance(error) && error.message.includes('other options')

function includes(given: unknown, wanted: Move['options'] = {}): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => (given as Record<string, unknown> | undefined)?.[key] === value,
  )
}

const describe = ({ move, client, startedAt, endedAt }: Made): string => {
  const [from, to] = [startedAt, endedAt].map((at) => Math.round(at))
  return `client ${client}, ${from}-${to} ms: ${move.kind}`
}
