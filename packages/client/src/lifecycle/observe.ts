import { isAtLeast } from '../access/version.ts'
import {
  BadRequestError,
  HubConnectionError,
  HubProtocolError,
  HubServerError,
  HubTimeoutError,
  NotFoundError,
  RateLimitedError,
} from '../errors.ts'
import type { Server } from '../models/server.ts'
import type { Observation, Seen } from './decide.ts'

/** What a server as the hub shows it is at. */
export function seenOf({ ready, pending }: Server): Seen {
  if (pending === null) return ready ? 'ready' : 'stopped'
  if (pending === 'spawn') return 'spawn'
  return pending === 'stop' ? 'stop' : 'busy'
}

/**
 * What it means that a look found nothing; `undefined` if that the hub did not show it.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/apihandlers/users.py `UserServerAPIHandler`
 */
export function absenceOf(error: unknown, name: string): Seen | undefined {
  if (!NotFoundError.isInstance(error) || error.message.startsWith('No access')) return undefined
  const { hubVersion = '', body } = error
  const hasRoute = isAtLeast(hubVersion, '6.0')
  // Read from its user, who is there: an answer of the hub itself would be about the user.
  if (!hasRoute && body !== undefined) return undefined
  if (name === '') return hasRoute ? undefined : 'stopped'
  return isAtLeast(hubVersion, '3.0') ? 'absent' : 'unseen'
}

/**
 * Whether it may be otherwise in a moment: no hub there, or a proxy that says so. While a hub restarts, a proxy may not
 * know it at all.
 */
export function isPassing(error: unknown, hubWasMet: boolean): boolean {
  if (HubTimeoutError.isInstance(error)) return error.clock !== 'total'
  if (HubConnectionError.isInstance(error)) return true
  // Across origins, a browser does not show the hub's header, but the hub's errors are JSON.
  if (HubServerError.isInstance(error)) {
    return error.hubVersion === undefined && typeof error.body === 'string'
  }
  return HubProtocolError.isInstance(error) && hubWasMet
}

/** What an error that a start ended with means. */
export function afterFailedStart(error: unknown): Observation {
  if (RateLimitedError.isInstance(error)) return { start: 'throttled' }
  if (isPassing(error, true)) return { lost: 'start' }
  if (HubServerError.isInstance(error)) return { start: 'failed' }
  if (BadRequestError.isInstance(error)) {
    if (error.message.endsWith('is already running')) return { start: 'running' }
    if (pendingPattern.test(error.message)) return { start: 'not now' }
  }
  return refuse(error)
}

/** What an error that a stop ended with means. */
export function afterFailedStop(error: unknown): Observation {
  if (isPassing(error, true)) return { lost: 'stop' }
  // Before 5.4 that may be an unknown user, too.
  if (HubServerError.isInstance(error)) return { stop: 'failed' }
  if (BadRequestError.isInstance(error) && pendingPattern.test(error.message)) {
    return { stop: 'not now' }
  }
  if (NotFoundError.isInstance(error) && / has no server named /.test(error.message)) {
    return { stop: 'absent' }
  }
  return refuse(error)
}

/** `ada:lab is pending spawn, please wait` */
const pendingPattern = / is pending \w+| is being renamed/

/** What a progress stream that ended with an error means. */
export function afterFailedProgress(error: unknown): Observation {
  if (BadRequestError.isInstance(error) || NotFoundError.isInstance(error)) {
    return { progress: 'idle' }
  }
  return isPassing(error, true) || HubServerError.isInstance(error)
    ? { progress: 'cut' }
    : refuse(error)
}

/**
 * What cannot be helped ends the call as it is, but for the end of its time.
 *
 * @throws The error.
 */
export function refuse(error: unknown): Observation {
  if (HubTimeoutError.isInstance(error) && error.clock === 'total') return { over: 'late' }
  throw error
}
