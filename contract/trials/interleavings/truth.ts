import { inspect } from 'node:util'
import { HubError, SpawnFailedError } from 'jupyterhub-client'
import type { Move, Place } from './moves.ts'
import type { Shown } from './raw-state.ts'

/** A move that was made, or is being made. */
export interface Made {
  readonly client: number
  readonly move: Move
  readonly place: Place
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
export function falsehoodOf(made: Made, { state, options }: Shown, all: readonly Made[]): string[] {
  const { error, move, startedAt } = made
  const others = all.filter(
    (other) =>
      other !== made &&
      other.place === made.place &&
      other.startedAt <= made.endedAt &&
      other.endedAt >= startedAt,
  )
  const isStopped = others.some((other) => other.move.stops)
  const isStarted = others.some((other) => other.move.starts)
  if (error === undefined) {
    // What others did in the meantime may show.
    if (move.goal === 'ready') return state === 'ready' || isStopped ? [] : [`ok, and ${state}`]
    const isOff =
      state === 'unseen' || (state === 'stopped' && (move.goal === 'stopped' || isStarted))
    return isOff || isStarted ? [] : [`ok, and ${state}`]
  }
  const isExcused =
    (isAboutOptions(error) && (others.length > 0 || !includes(options, move.options))) ||
    (SpawnFailedError.isInstance(error) && !isAboutOptions(error) && isStopped) ||
    (HubError.isInstance(error) && error.code === 'not_stopped' && isStarted)
  return isExcused ? [] : [`${inspect(error)} (${state}; others: ${describe(others)})`]
}

const isAboutOptions = (error: unknown): boolean =>
  SpawnFailedError.isInstance(error) && error.message.includes('other options')

function includes(given: unknown, wanted: Move['options'] = {}): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => (given as Record<string, unknown> | undefined)?.[key] === value,
  )
}

const describe = (others: readonly Made[]): string =>
  others.map(({ move, client }) => `${move.kind} by ${client}`).join('; ') || 'none'
