import { setTimeout as sleep } from 'node:timers/promises'
import type { TrialHub } from '../hubs/trial-hub.ts'
import { clientOf, noteError } from '../trial.ts'
import { chanceOf } from './chance.ts'
import { handleOf, nextMove } from './moves.ts'
import type { Place } from './moves.ts'
import { shown } from './raw-state.ts'
import { traceOf } from './trace.ts'
import { falsehoodOf } from './truth.ts'
import type { Made } from './truth.ts'

/** What clients have done to the servers of a hub, and been told. */
export interface Game {
  readonly hub: TrialHub
  readonly places: readonly Place[]
  readonly seed: number
  /** Milliseconds since the trial began. */
  readonly now: () => number
  readonly made: Made[]
  readonly lies: string[]
}

/** No move takes longer, whatever happens. */
const hangMs = 40_000

/** What a move that has not settled by then has come to. */
export const hang = new Error('it hangs')

/** Makes so many moves, one after the other, as a client of its own, and asks the hub after each whether that is so. */
export async function play(game: Game, client: number, moves: number): Promise<void> {
  const { hub, places, seed, now, made, lies } = game
  const chance = chanceOf(seed + client)
  const trace = traceOf(now)
  const own = clientOf(hub, { middleware: [trace.middleware] })
  for (let number = 0; number < moves; number += 1) {
    const [move, place] = nextMove(chance, places)
    const requests = trace.next()
    const started = { client, move, place, startedAt: now(), requests }
    const one: Made = { ...started, endedAt: Infinity, error: undefined }
    made.push(one)
    one.error = await errorOf(move.make(handleOf(own, place)))
    const after = await shown(hub, place)
    one.endedAt = now()
    if (one.error !== undefined) noteError(one.error)
    const about = `${move.kind} of ${place.user}/${place.name} by client ${client}`
    lies.push(...falsehoodOf(one, after, made).map((lie) => `${about}: ${lie}`))
  }
}

async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const over = new AbortController()
  try {
    return await Promise.race([
      call.then(
        () => undefined,
        (error: unknown) => error ?? 'rejected with nothing',
      ),
      sleep(hangMs, hang, { signal: over.signal }),
    ])
  } finally {
    over.abort()
  }
}
