import type { Clock } from '../transport/clock.ts'
import type { Observation } from './decide.ts'
import { listen } from './listen.ts'
import { look } from './trip.ts'
import type { Trip } from './trip.ts'

/** The first event comes at once, unless a proxy holds it back: then looks, ever less often, do in its place. */
const firstQuietMs = 1000
const longestQuietMs = 2000
/** Once events come, a look now and then is for a stream that hangs: a proxy may keep it open when the hub has died. */
const liveQuietMs = 5_000
/** So long the end of a start may be shown, and the stream not yet have told of it. */
const lastWordMs = 1000

/** Follows a server as it starts, by its progress stream and, when that is quiet, by looking. */
export async function follow(trip: Trip): Promise<Observation> {
  const { clock } = trip.transport.settings
  const heard = trip.listener
  // Opened while the hub still held the start; what it said then, counts, unless it was too early.
  const listener = heard !== undefined && !(await isTooEarly(heard.ended)) ? heard : listen(trip)
  trip.listener = listener
  try {
    for (let quietMs = firstQuietMs; ; quietMs = Math.min(quietMs * 1.2, longestQuietMs)) {
      const patience = listener.isLive() ? liveQuietMs : quietMs
      const ended = await within(
        clock,
        listener.ended,
        Math.min(patience, trip.endsAt - clock.now()),
      )
      if (ended !== undefined) return ended
      if (clock.now() >= trip.endsAt) return { over: 'late' }
      const observed = await look(trip)
      if ('saw' in observed && observed.saw === 'spawn') continue
      if (!listener.isLive() || !showsNothing(observed)) return observed
      // The stream's last word may be on its way.
      const left = Math.min(lastWordMs, trip.endsAt - clock.now())
      return (await within(clock, listener.ended, left)) ?? { progress: 'hangs' }
    }
  } finally {
    listener.close()
    trip.listener = undefined
  }
}

/** Whether a look showed that there is no server any more, or that it is stopped. */
const showsNothing = (observed: Observation): boolean =>
  'saw' in observed && ['stopped', 'absent', 'unseen'].includes(observed.saw)

/** Whether a stream has ended already because there was nothing to tell of yet. */
async function isTooEarly(ended: Promise<Observation>): Promise<boolean> {
  const observed = await Promise.race([ended, Promise.resolve(undefined)])
  return observed !== undefined && 'progress' in observed && observed.progress === 'idle'
}

/** What a promise gives within a time, else `undefined`. */
function within<T>(clock: Clock, promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(undefined))
    promise.then(resolve, reject).finally(cancel)
  })
}
