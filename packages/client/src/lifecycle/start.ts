import { BadRequestError, RateLimitedError } from '../errors.ts'
import { wait } from '../transport/deadline.ts'
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
/** So long the answer may take once the stream has told the end; by then no hub shows a cancelled start as ready. */
const overdueMs = 2000
/** Between two streams. */
const pauseMs = 1000
/** So often the hub may say that nothing starts, before it must have been so. */
const maxIdle = 4

const ended = new Error('the start has ended, and is not answered')
const nothingStarts = new Error('nothing starts, and the start is not answered')

/** Asks the hub to start the server, and listens to its progress while the hub holds the answer. */
export async function start(trip: Trip): Promise<Observation> {
  const { servers, user, name, request, call } = trip
  const { controller, unlink } = linkedController(call.signal)
  // What it tells is of an earlier start.
  trip.listener?.close()
  trip.listener = undefined
  trip.error = undefined
  trip.requests += 1
  note(trip, 'requested')
  void hear(trip, controller)
  try {
    const options = { ...call, signal: controller.signal }
    const { status } = await servers.start(user, { ...request, name }, options)
    trip.met = true
    if (status === 201) return { start: 'up' }
    // What is answered at once may have been started by somebody else, with other options.
    return { start: trip.listener === undefined ? 'pending' : 'held' }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (error === ended) return { start: 'pending' }
    if (error === nothingStarts) return { lost: 'start' }
    const observed = asFailure(trip, error)
    if ('start' in observed && observed.start === 'throttled') note(trip, 'throttled')
    return observed
  } finally {
    unlink()
    controller.abort()
  }
}

/**
 * Listens to a start until it is answered. Hubs since 5.1 never answer one that somebody stops while they hold it: then
 * this aborts it.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/handlers/base.py `spawn_single_user` awaits Tornado's
 *   `with_timeout`, which does not end when what it waits for is cancelled.
 */
async function hear(trip: Trip, controller: AbortController): Promise<void> {
  const { clock } = trip.transport.settings
  const { signal } = controller
  try {
    await wait(clock, heldMs, signal)
    for (let idle = 0; idle < maxIdle;) {
      trip.listener = listen(trip)
      const observed = await trip.listener.ended
      signal.throwIfAborted()
      if (!('progress' in observed)) return
      if (isEnd(observed.progress, trip.listener)) {
        await wait(clock, overdueMs, signal)
        controller.abort(ended)
      }
      idle = observed.progress === 'idle' ? idle + 1 : 0
      await wait(clock, pauseMs, signal)
    }
    controller.abort(nothingStarts)
  } catch {
    // Whoever reads the stream next is told what the caller's own function has thrown.
    controller.abort(ended)
  }
}

/** Whether the start has ended. A hub that has not come to it yet tells how the last one failed, and nothing before. */
function isEnd(progress: string, listener: Listener): boolean {
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
