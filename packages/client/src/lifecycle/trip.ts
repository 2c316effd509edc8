import type { RateLimitedError } from '../errors.ts'
import type { Moment } from '../models/lifecycle.ts'
import type { ProgressEvent, Server } from '../models/server.ts'
import type { CallOptions } from '../options.ts'
import type { ServerRequest, Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { wait } from '../transport/deadline.ts'
import type { Observation } from './decide.ts'
import type { Listener } from './listen.ts'
import { absenceOf, isPassing, refuse, seenOf } from './observe.ts'

/** A server of a hub. */
export interface Place {
  readonly transport: Transport
  readonly servers: Servers
  readonly user: string
  /** `''` is the default server. */
  readonly name: string
}

/** What the driver goes about with: the server, and what has happened so far. */
export interface Trip extends Place {
  /** What the server is to be started with. */
  readonly request: ServerRequest
  /** Options for each of its requests. */
  readonly call: CallOptions
  /** By the transport's clock. */
  readonly startedAt: number
  readonly endsAt: number
  readonly onProgress: ((event: ProgressEvent) => void) | undefined
  /** Whether to wait when the hub puts a start off, or to say so. */
  readonly throttled: 'wait' | 'throw'
  readonly timeline: Moment[]
  /** As the last look showed it. */
  server: Server | undefined
  /** What the last start or stop failed with. */
  error: unknown
  /** The hub's answer to a start that it put off. */
  throttle: RateLimitedError | undefined
  /** How many were made. */
  requests: number
  /** The hub has answered once. */
  met: boolean
  /** The progress stream, while it is read. */
  listener: Listener | undefined
  /** Since when looks have failed. */
  outOfReachSince: number | undefined
}

/** So long a hub may be out of reach: more than a restart takes. */
const patienceMs = 60_000

/** Adds to the timeline. */
export function note(trip: Trip, what: Moment['what'], event?: ProgressEvent): void {
  const ms = Math.round(trip.transport.settings.clock.now() - trip.startedAt)
  trip.timeline.push(event === undefined ? { ms, what } : { ms, what, event })
}

/** Waits, unless the time of the call would be up before. */
export async function pause(trip: Trip, ms: number): Promise<Observation | undefined> {
  const { clock } = trip.transport.settings
  if (clock.now() + ms < trip.endsAt) {
    if (ms > 0) await wait(clock, ms, trip.call.signal)
    return undefined
  }
  return { over: 'late' }
}

/** Looks at the server. */
export async function look(trip: Trip): Promise<Observation> {
  const { servers, user, name, call, request } = trip
  trip.requests += 1
  try {
    trip.server = await servers.get(user, name, call)
    trip.met = true
    trip.outOfReachSince = undefined
    const { user_options: given } = trip.server
    return { saw: seenOf(trip.server), fits: !given || fits(request.options, given) }
  } catch (error) {
    call.signal?.throwIfAborted()
    trip.server = undefined
    const saw = absenceOf(error, name)
    if (saw !== undefined) {
      trip.met = true
      trip.outOfReachSince = undefined
      return { saw, fits: true }
    }
    return isPassing(error, trip.met) && mayComeBack(trip) ? { look: 'failed' } : refuse(error)
  }
}

function mayComeBack(trip: Trip): boolean {
  const now = trip.transport.settings.clock.now()
  trip.outOfReachSince ??= now
  return now - trip.outOfReachSince < patienceMs
}

/** Whether what is wanted is among what a server was started with: spawners may add to that. */
export function fits(wanted: unknown, given: unknown): boolean {
  if (wanted === undefined || wanted === given) return true
  if (typeof wanted !== 'object' || typeof given !== 'object' || !wanted || !given) return false
  return Object.entries(wanted).every(([key, value]) => fits(value, Reflect.get(given, key)))
}
