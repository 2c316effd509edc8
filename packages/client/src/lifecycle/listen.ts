import type { ProgressEvent } from '../models/server.ts'
import { linkedController } from '../transport/signal.ts'
import type { Observation } from './decide.ts'
import { afterFailedProgress } from './observe.ts'
import { note } from './trip.ts'
import type { Trip } from './trip.ts'

/** A progress stream that is being read. */
export interface Listener {
  /** What came of it. Rejects with what the caller's `onProgress` throws, and when the caller aborts. */
  readonly ended: Promise<Observation>
  /** Events have come: no proxy holds them back. */
  readonly isLive: () => boolean
  /** An event has come that was not the last: the start was under way. */
  readonly hasBegun: () => boolean
  readonly close: () => void
}

/** Opens a progress stream, and tells of each event. */
export function listen(trip: Trip): Listener {
  const { servers, user, name, call } = trip
  const { controller, unlink } = linkedController(call.signal)
  let isLive = false
  let hasBegun = false
  let isClosed = false
  let isTelling = false

  async function read(): Promise<Observation> {
    // The time limit of an attempt is none for silence.
    const options = { ...call, timeout: undefined, signal: controller.signal }
    try {
      for await (const event of servers.progress(user, name, options)) {
        isLive = true
        isTelling = true
        tell(trip, event)
        isTelling = false
        if (event.ready === true) return { progress: 'ready' }
        if (event.failed === true) return { progress: 'failed' }
        hasBegun = true
      }
      return { progress: 'cut' }
    } catch (error) {
      // Even if it is one of ours, it is not about the stream.
      if (isTelling) throw error
      call.signal?.throwIfAborted()
      return isClosed ? { progress: 'cut' } : afterFailedProgress(error)
    } finally {
      unlink()
    }
  }

  const ended = read()
  // Whoever waits for it later hears of it.
  ended.catch(() => {})
  return {
    ended,
    isLive: () => isLive,
    hasBegun: () => hasBegun,
    close() {
      isClosed = true
      controller.abort()
    },
  }
}

function tell(trip: Trip, event: ProgressEvent): void {
  note(trip, 'progress', event)
  trip.onProgress?.(event)
}
