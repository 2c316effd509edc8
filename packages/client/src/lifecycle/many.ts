import { HubConfigError, RateLimitedError } from '../errors.ts'
import { checkDocument, checkInteger, checkObject } from '../input.ts'
import type { Keys } from '../input.ts'
import type {
  ManyOptions,
  ServerOutcome,
  ServersEvent,
  ServerSpec,
  ServerTarget,
} from '../models/many.ts'
import type { ServerStatus } from '../models/lifecycle.ts'
import type { ProgressEvent } from '../models/server.ts'
import { splitOptions } from '../options.ts'
import type { CallOptions } from '../options.ts'
import type { Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { wait } from '../transport/deadline.ts'
import { linkedController } from '../transport/signal.ts'
import { defaultTotalMs, ensureRunning, ensureStopped, status } from './ensure.ts'
import { pool } from './pool.ts'
import type { Go, Load } from './pool.ts'
import { fits } from './trip.ts'
import type { Place } from './trip.ts'

/** A target, as it is worked on. */
interface Job extends Place {
  readonly spec: ServerSpec
  /** Put off again after that, by the clock, it has failed. */
  throttledUntil: number
  /** Why it was put off last. */
  throttle: RateLimitedError | undefined
}

const defaultConcurrency = 10
/** How long a last look may take at a server that was under way when the caller aborted. */
const lastLookMs = 5_000
/** By then the hub has come to a start that was sent. */
const overtakenMs = 500

/** Why the rest is stopped when nobody reads on. */
const unread = new Error('nobody reads on')

const specKeys: Keys<ServerSpec> = { user: true, name: true, options: true, display_name: true }
const manyKeys: Keys<ManyOptions> = { concurrency: true, onEvent: true }

/** See `Servers.ensureRunningAll` and `Servers.ensureStoppedAll`. */
export async function* ensureAll(
  transport: Transport,
  servers: Servers,
  goal: 'ready' | 'stopped',
  targets: Iterable<ServerTarget>,
  options: ManyOptions & CallOptions,
): AsyncGenerator<ServerOutcome, void, undefined> {
  const { own, call } = splitOptions(options, manyKeys)
  const { concurrency = defaultConcurrency, onEvent }: ManyOptions = own
  checkInteger(concurrency, 'concurrency', 1)
  // A text would be taken letter by letter, and what is iterated asynchronously for nothing.
  if (typeof targets === 'string' || typeof Object(targets)[Symbol.iterator] !== 'function') {
    throw new HubConfigError('the targets must be a list')
  }
  const jobs = Array.from(targets, (target) => jobOf(transport, servers, target))
  const { clock } = transport.settings
  const startedAt = clock.now()
  // A time for all of them is shared; without one, each has its own.
  const { totalTimeout = transport.settings.defaults.totalTimeout } = call
  const shared = totalTimeout === undefined ? call : transport.oneCall(call)
  const { controller, unlink } = linkedController(call.signal)
  const { signal } = controller
  let thrown: { readonly error: unknown } | undefined

  function tell(job: Job, load: () => Load, what: ServersEvent['what'], more: object = {}): void {
    const { user, name } = job
    const ms = Math.round(clock.now() - startedAt)
    if (signal.reason === unread) return
    try {
      onEvent?.({ user, name, what, ms, ...load(), ...more })
    } catch (error) {
      thrown ??= { error }
      controller.abort(error)
    }
  }

  async function work(job: Job, load: () => Load): Promise<Go<ServerOutcome>> {
    tell(job, load, 'started')
    const onProgress = (event: ProgressEvent) => tell(job, load, 'progress', { event })
    const came = await attempt(job, goal, { ...shared, signal }, call, onProgress)
    if ('result' in came) tell(job, load, came.result.outcome, whyOf(came.result))
    else tell(job, load, 'throttled', came.throttled)
    return came
  }

  function leave(job: Job, load: () => Load): ServerOutcome {
    const { user, name, throttle } = job
    const left: ServerOutcome =
      throttle === undefined
        ? { user, name, outcome: 'not_started' }
        : { user, name, outcome: 'failed', error: throttle, server: undefined }
    tell(job, load, left.outcome, whyOf(left))
    return left
  }

  const endsAt = transport.endsAt(shared)
  try {
    // No hub has too many stops.
    const spreadMs = goal === 'stopped' ? 0 : undefined
    yield* pool(jobs, { clock, concurrency, spreadMs, signal, endsAt, work, leave })
    if (thrown !== undefined) throw thrown.error
  } finally {
    unlink()
    // Whoever stops reading, stops what is under way.
    controller.abort(unread)
  }
}

const whyOf = (one: ServerOutcome): object => (one.outcome === 'failed' ? { error: one.error } : {})

/** One go at a target. Never rejects: whatever goes wrong with one is its own outcome. */
async function attempt(
  job: Job,
  goal: 'ready' | 'stopped',
  call: CallOptions,
  given: CallOptions,
  onProgress: (event: ProgressEvent) => void,
): Promise<Go<ServerOutcome>> {
  const { user, name, spec } = job
  const { clock } = job.transport.settings
  job.throttledUntil = Math.min(job.throttledUntil, clock.now() + defaultTotalMs)
  const { user: _, name: __, ...request } = spec
  try {
    if (goal === 'stopped') {
      await ensureStopped(job, call)
      return { result: { user, name, outcome: 'done', server: undefined, timeline: [] } }
    }
    const throttled = 'throw'
    const running = await ensureRunning(job, { ...request, onProgress }, call, throttled)
    return { result: { user, name, outcome: 'done', ...running } }
  } catch (error) {
    const { aborted = false, reason } = call.signal ?? {}
    if (!aborted && RateLimitedError.isInstance(error) && clock.now() < job.throttledUntil) {
      job.throttle = error
      return { throttled: { retryAfterMs: error.retryAfterMs } }
    }
    const last = aborted && reason !== unread ? await lastLook(job, goal, given) : undefined
    const server = last?.server
    return {
      result:
        last !== undefined && isThere(last, goal, spec)
          ? { user, name, outcome: 'done', server, timeline: [] }
          : { user, name, outcome: 'failed', error, server },
    }
  }
}

function isThere(
  { state, server }: ServerStatus,
  goal: 'ready' | 'stopped',
  { options }: ServerSpec,
): boolean {
  if (goal === 'stopped') return state === 'stopped' || state === 'absent'
  return state === 'ready' && (!server?.user_options || fits(options, server.user_options))
}

/** How a server is that was under way when the caller aborted, so that nothing is left half-known. */
async function lastLook(
  job: Job,
  goal: 'ready' | 'stopped',
  given: CallOptions,
): Promise<ServerStatus | undefined> {
  const options = { ...given, signal: undefined, totalTimeout: lastLookMs }
  try {
    const seen = await status(job, options)
    if (goal === 'stopped' || (seen.state !== 'stopped' && seen.state !== 'absent')) return seen
    // A start that was just sent may have been overtaken by the look.
    await wait(job.transport.settings.clock, overtakenMs, undefined)
    return await status(job, options)
  } catch {
    // Not to be known; the abort is the outcome.
    return undefined
  }
}

function jobOf(transport: Transport, servers: Servers, target: ServerTarget): Job {
  const spec = typeof target === 'string' ? { user: target } : checkObject(target)
  const { user, name = '' } = checkDocument(spec, specKeys)
  return { transport, servers, user, name, spec, throttledUntil: Infinity, throttle: undefined }
}
