import { BadRequestError, RateLimitedError } from '../errors.ts'
import { linkedController } from '../transport/signal.ts'
import type { Observation } from './decide.ts'
import { spawnFailure } from './failures.ts'
import { listen } from './listen.ts'
import type { Listener } from './listen.ts'
import { afterFailedStart } from './observe.ts'
import { note } from './trip.ts'
import type { Trip } from './trip.ts'

/** A start that is not answered by then is being held, and can be followed. */
const heldMs = 200
/**
 * So long the answer may take once the stream has told how the start ended. Since 5.1 a start that somebody stops while
 * the hub holds it is never answered; by then its server is not shown as ready any more.
 */
const overdueMs = 2000

const unanswered = new Error('no answer is waited for any more')

/** Asks the hub to start the server, and listens to its progress while the hub holds the answer. */
export async function start(trip: Trip): Promise<Observation> {
  const { servers, user, name, request, call } = trip
  const { clock } = trip.transport.settings
  const { controller, unlink } = linkedController(call.signal)
  const giveUp = () => controller.abort(unanswered)
  // What it tells is of an earlier start.
  trip.listener?.close()
  trip.listener = undefined
  trip.error = undefined
  trip.requests += 1
  note(trip, 'requested')
  let isOver = false
  let cancel = clock.after(heldMs, () => void hear())

  async function hear(): Promise<void> {
    trip.listener = listen(trip)
    try {
      const observed = await trip.listener.ended
      if (!isOver && isEnd(observed, trip.listener)) cancel = clock.after(overdueMs, giveUp)
    } catch {
      // Who reads the stream next will be told: what the caller's own function throws ends the call.
      giveUp()
    }
  }

  try {
    const options = { ...call, signal: controller.signal }
    const { status } = await servers.start(user, { ...request, name }, options)
    trip.met = true
    if (status === 201) return { start: 'up' }
    // What is answered at once may have been started by somebody else, with other options.
    return { start: trip.listener === undefined ? 'pending' : 'held' }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (error === unanswered) return { start: 'pending' }
    const observed = asFailure(trip, error)
    if ('start' in observed && observed.start === 'throttled') note(trip, 'throttled')
    return observed
  } finally {
    isOver = true
    cancel()
    unlink()
  }
}

/** Whether the start has ended. A hub that has not come to it yet tells how the last one failed, and nothing before. */
function isEnd(observed: Observation, listener: Listener): boolean {
  if (!('progress' in observed)) return false
  const { progress } = observed
  return progress === 'ready' || (progress === 'failed' && listener.hasBegun())
}

/** @throws What cannot be helped. A name or a profile that is not allowed: the server did not start, and the hub says why. */
function asFailure(trip: Trip, error: unknown): Observation {
  trip.throttle = RateLimitedError.isInstance(error) ? error : undefined
  try {
    const observed = afterFailedStart(error)
    const isFailure = 'lost' in observed || ('start' in observed && observed.start === 'failed')
    trip.error = isFailure ? error : undefined
    return observed
  } catch {
    trip.error = error
    throw BadRequestError.isInstance(error) ? spawnFailure(trip, error.message) : error
  }
}
