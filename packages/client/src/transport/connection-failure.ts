import { HubConfigError, HubConnectionError } from '../errors.ts'
import { cleanerOf, summarize } from './attempt.ts'
import type { Attempt } from './attempt.ts'

/** Codes that say that there was a connection, so that the hub may have seen the request. */
const brokenCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** What has failed where no answer has come. */
export const unanswered = (code: unknown): string =>
  brokenCodes.has(String(code))
    ? 'the connection broke before an answer'
    : 'could not reach the hub'

/**
 * What an attempt fails with that got no answer, or not all of it.
 *
 * @param what - What has failed, by the code of the error.
 */
export function connectionFailure(
  attempt: Attempt,
  what: (code: unknown) => string,
  error: unknown,
): unknown {
  const { deadline } = attempt
  if (deadline.aborted) return deadline.reason
  if (HubConfigError.isInstance(error)) return error
  // Node says "fetch failed" and puts the reason into the cause.
  const outer = Object(error) as NodeError
  const {
    message,
    code,
    errors,
    syscall = errors?.[0]?.syscall,
  } = (outer.cause ?? outer) as NodeError
  const reason = cleanerOf(attempt)(message || outer.message)
  // A new error: the other may hold the request, token and all.
  const cause = Object.assign(new Error(reason), { code, syscall })
  return new HubConnectionError(`${what(code)}: ${reason}`, summarize(attempt), { cause })
}

/** What runtimes throw. */
interface NodeError {
  readonly message: string
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  /** Of each of a host's addresses. */
  readonly errors?: readonly NodeError[]
}
