import { RateLimitedError } from '../errors.ts'
import { checkDocument, checkInteger, checkObject } from '../input.ts'
import type { Keys } from '../input.ts'
import type {
  ManyOptions,
  ServerOutcome,
  ServersEvent,
  ServerSpec,
  ServerTarget,
} from '../models/many.ts'
import type { ProgressEvent, Server } from '../models/server.ts'
import { splitOptions } from '../options.ts'
import type { CallOptions } from '../options.ts'
import type { Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { fillPath } from '../transport/path.ts'
import { linkedController } from '../transport/signal.ts'
import { defaultTotalMs, ensureRunning, ensureStopped, status } from './ensure.ts'
import type { Place } from './ensure.ts'
import { pool } from './pool.ts'
import type { Go, Load } from './pool.ts'

/** A target, as it is worked on. */
interface Job extends Place {
  readonly spec: ServerSpec
  /** Put off again after that, by the clock, it has failed. */
  throttledUntil: number
}

const defaultConcurrency = 10
/** How long a last look may take at a server that was under way when the caller aborted. */
const lastLookMs = 5_000

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
  const jobs = Array.from(targets, (target) => jobOf(transport, servers, target))
  const { clock } = transport.settings
  const startedAt = clock.now()
  // A time for all of them is shared; without one, each has its own.
  const shared = call.totalTimeout === undefined ? call : transport.oneCall(call)
  const { controller, unlink } = linkedController(call.signal)
  const { signal } = controller
  let thrown: { readonly error: unknown } | undefined

  function tell(job: Job, load: () => Load, what: ServersEvent['what'], more: object = {}): void {
    const { user, name } = job
    const ms = Math.round(clock.now() - startedAt)
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
    const came = await attempt(job, goal, { ...shared, signal }, onProgress)
    if ('result' in came) tell(job, load, came.result.outcome)
    else tell(job, load, 'throttled', came.throttled)
    return came
  }

  function leave(job: Job, load: () => Load): ServerOutcome {
    tell(job, load, 'not_started')
    return { user: job.user, name: job.name, outcome: 'not_started' }
  }

  const endsAt = transport.endsAt(shared)
  try {
    yield* pool(jobs, { clock, concurrency, signal, endsAt, work, leave })
    if (thrown !== undefined) throw thrown.error
  } finally {
    unlink()
    // Whoever stops reading, stops what is under way.
    controller.abort(unread)
  }
}

/** One go at a target. Never rejects: whatever goes wrong with one is its own outcome. */
async function attempt(
  job: Job,
  goal: 'ready' | 'stopped',
  call: CallOptions,
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
    if (RateLimitedError.isInstance(error) && clock.now() < job.throttledUntil) {
      return { throttled: { retryAfterMs: error.retryAfterMs } }
    }
    const isAborted = call.signal?.aborted === true && call.signal.reason !== unread
    const server = isAborted ? await lastLook(job) : undefined
    const isDone = goal === 'ready' ? server?.ready : server !== undefined && isStopped(server)
    return {
      result: isDone
        ? { user, name, outcome: 'done', server, timeline: [] }
        : { user, name, outcome: 'failed', error, server },
    }
  }
}

const isStopped = ({ ready, pending }: Server): boolean => !ready && pending === null

/** How a server is that was under way when the caller aborted, so that nothing is left half-known. */
async function lastLook(job: Job): Promise<Server | undefined> {
  try {
    return (await status(job, { totalTimeout: lastLookMs })).server
  } catch {
    // Not to be known; the abort is the outcome.
    return undefined
  }
}

function jobOf(transport: Transport, servers: Servers, target: ServerTarget): Job {
  const spec = typeof target === 'string' ? { user: target } : checkObject(target)
  const { user, name = '' } = checkDocument(spec, specKeys)
  fillPath('{user}{server}', [user, name])
  return { transport, servers, user, name, spec, throttledUntil: Infinity }
}
