import { HubConnectionError, HubServerError, HubTimeoutError, RateLimitedError } from '../errors.ts'
import type { Repeat } from '../operations.ts'

/** The longest wait that a hub may ask for; beyond it the error goes to the caller. */
const maxRetryAfterMs = 60_000
const firstBackoffMs = 500
const maxBackoffMs = 8_000

/** 502, 503 and 504 come from proxies. The hub's own 500 is a bug that a repeat would hide. */
const gatewayStatuses = new Set([502, 503, 504])

/** Connection errors after which no byte of the request can have reached the hub. */
const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Whether a failed attempt may be made again, and after how many milliseconds: `undefined` when it may not.
 *
 * @param attempt - Number of the attempt that failed, from 1.
 * @param random - 0 to below 1: the waits are spread over their whole range, so that clients that failed together do
 *   not come back together.
 */
export function repeatAfterMs(
  repeat: Repeat,
  error: unknown,
  attempt: number,
  random: number,
): number | undefined {
  const backoff = random * Math.min(maxBackoffMs, firstBackoffMs * 2 ** (attempt - 1))
  if (RateLimitedError.isInstance(error)) {
    const { retryAfterMs } = error
    return retryAfterMs !== undefined && retryAfterMs <= maxRetryAfterMs ? retryAfterMs : undefined
  }
  if (HubConnectionError.isInstance(error)) {
    const over = HubTimeoutError.isInstance(error) && error.clock !== 'attempt'
    return (!over && isIdempotent(repeat)) || !mayHaveReachedHub(error) ? backoff : undefined
  }
  if (HubServerError.isInstance(error)) {
    return gatewayStatuses.has(error.status) && isIdempotent(repeat) ? backoff : undefined
  }
  return undefined
}

/** Reads `Retry-After`, seconds or a date, into milliseconds; `undefined` when there is none that makes sense. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000
  // Date.parse takes "-5" for a month: a date of HTTP starts with the name of a day.
  const date = /^\s*[A-Z]/i.test(header) ? Date.parse(header) : NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function isIdempotent(repeat: Repeat): boolean {
  return repeat === 'idempotent' || repeat === 'delete'
}

/** What Node says of a failed connection. */
interface NodeError {
  readonly code?: unknown
  readonly syscall?: unknown
}

/** Whether an attempt that failed so may have had its effect: not if it never left, and not if the hub put it off. */
export function mayHaveReachedHub(error: unknown): boolean {
  if (!HubConnectionError.isInstance(error)) return !RateLimitedError.isInstance(error)
  const { code, syscall } = Object(error.cause) as NodeError
  // Not by code alone: a connection may end by EHOSTUNREACH, ENETUNREACH or ETIMEDOUT, too.
  return syscall !== 'connect' && !unsentCodes.has(String(code))
}
