import { RateLimitedError } from '../errors.ts'
import { linkedController } from '../transport/signal.ts'
import type { Observation } from './decide.ts'
import { listen } from './listen.ts'
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
  note(trip, 'requested')
  let isOver = false
  let cancel = clock.after(heldMs, () => void hear())

  async function hear(): Promise<void> {
    trip.listener = listen(trip)
    try {
      const observed = await trip.listener.ended
      const isEnd = 'progress' in observed && /ready|failed/.test(observed.progress)
      if (isEnd && !isOver) cancel = clock.after(overdueMs, giveUp)
    } catch {
      // Who reads the stream next will be told: what the caller's own function throws ends the call.
      giveUp()
    }
  }

  try {
    const options = { ...call, signal: controller.signal }
    const { status } = await servers.start(user, { ...request, name }, options)
    trip.met = true
    return { start: status === 201 ? 'up' : 'pending' }
  } catch (error) {
    if (error === unanswered) return { start: 'pending' }
    trip.error = error
    if (RateLimitedError.isInstance(error)) note(trip, 'throttled')
    return afterFailedStart(error)
  } finally {
    isOver = true
    cancel()
    unlink()
  }
}
