import { HubConfigError, HubConnectionError } from '../errors.ts'
import { cleanerOf, summarize } from './attempt.ts'
import type { Attempt } from './attempt.ts'

/** Codes that say that there was a connection, so that the hub may have seen the request. */
const brokenCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** What has failed where no answer has come. */
const unanswered = (code: unknown): string =>
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
  error: unknown,
  what: (code: unknown) => string = unanswered,
): unknown {
  const { deadline } = attempt
  if (deadline.aborted) return deadline.reason
  if (HubConfigError.isInstance(error)) return error
  // Node says "fetch failed" and puts the reason into the cause.
  const outer = Object(error) as NodeError
  const inner = Object(outer.cause ?? outer) as NodeError
  const errors = inner.errors?.map((each) => Object(each) as NodeError)
  const { syscall = commonSyscall(errors) } = inner
  // Its code is the first one's: of the others, one may have reached the hub.
  const code = errors && syscall === undefined ? undefined : inner.code
  const said = faultOf(inner) || errors?.map(faultOf).join(', ')
  const silent = typeof error === 'string' ? error : 'no reason was given'
  const reason = cleanerOf(attempt)(said || outer.message || silent)
  // A new error: the other may hold the request, token and all.
  const cause = Object.assign(new Error(reason), { code, syscall })
  return new HubConnectionError(`${what(code)}: ${reason}`, summarize(attempt), { cause })
}

/** What Node says of a failure; without the line of OpenSSL's source, which it adds to faults of TLS. */
export const faultOf = ({ library, reason, message }: NodeError): string | undefined =>
  library && reason ? `TLS: ${reason}` : message

/** What an attempt fails with whose answer breaks off. */
export const lostConnection = (attempt: Attempt, error: unknown): unknown =>
  connectionFailure(attempt, error, () => 'lost the connection')

/** What failed at every address of a host; `undefined` if it is not the same, as one of them may have been reached. */
function commonSyscall(errors: readonly NodeError[] | undefined): unknown {
  const [first] = errors ?? []
  return errors?.every(({ syscall }) => syscall === first?.syscall) ? first?.syscall : undefined
}

/** What runtimes throw. */
interface NodeError {
  readonly message?: string
  /** Of OpenSSL, with what it calls the fault. */
  readonly library?: string
  readonly reason?: string
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  /** Of each of a host's addresses. */
  readonly errors?: readonly NodeError[]
}
