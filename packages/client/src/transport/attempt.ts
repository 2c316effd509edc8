import { HubConfigError, HubConnectionError, HubTimeoutError } from '../errors.ts'
import type { ClockName, RequestSummary } from '../errors.ts'
import { readErrorText } from './body.ts'
import { startDeadline } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { failureOf, versionHeader } from './failure.ts'
import { inBrowser, mergeHeaders } from './headers.ts'
import { compose } from './middleware.ts'
import type { HubRequest } from './middleware.ts'
import type { Plan } from './plan.ts'
import { mask, redact } from './secrets.ts'
import { orTooOld } from './too-old.ts'
import type { WireRequest, WireResponse } from './wire.ts'

/** One HTTP request of a call, and the clock over it. */
export interface Attempt {
  readonly plan: Plan
  /** 1 for the first. */
  readonly number: number
  /** An attempt before this one may have reached the hub, though no answer came back. */
  readonly afterLoss: boolean
  readonly deadline: Deadline
  /** The refusal after which it is made with another token. */
  readonly refusal: Refusal | undefined
  /** The token it is made with, once that is known. */
  token: string
}

/** What ended an attempt whose token the hub does not know. */
export interface Refusal {
  readonly token: string
  readonly error: unknown
}

/** The time that an attempt has. */
export interface TimeLimit {
  readonly name: ClockName
  /** Milliseconds from now. */
  readonly ms: number
  /** Milliseconds that the caller, or the default, had set. */
  readonly set: number
}

/** Starts the clock of an attempt. Whoever ends the attempt disposes of its deadline. */
export function beginAttempt(
  plan: Plan,
  number: number,
  afterLoss: boolean,
  { name, ms, set }: TimeLimit,
  refusal?: Refusal,
): Attempt {
  const expire = () => new HubTimeoutError(name, set, summarize(attempt))
  const deadline = startDeadline(plan.settings.clock, plan.options.signal, ms, expire)
  const attempt: Attempt = { plan, number, afterLoss, deadline, refusal, token: '' }
  return attempt
}

/**
 * Makes the HTTP request, middleware around it.
 *
 * @returns A response whose status is below 300 and whose body is not read yet.
 */
export async function exchange(attempt: Attempt): Promise<WireResponse> {
  const { plan, number, deadline } = attempt
  const { settings } = plan
  const token = tokenOf(attempt)
  attempt.token = typeof token === 'string' ? token : await token
  if (attempt.token === attempt.refusal?.token) throw attempt.refusal.error
  const request: HubRequest = {
    method: plan.method,
    url: settings.apiUrl + plan.path,
    headers: { ...plan.headers },
    body: plan.body,
    signal: deadline.signal,
  }
  // Looked up at every attempt, so that what replaces the global later counts.
  const { send, fetch = globalThis.fetch } = settings
  const context = { operation: plan.operation, attempt: number }
  const response =
    plan.middleware.length > 0
      ? await compose(plan.middleware, (inner) => reach(attempt, inner, fetch), context)(request)
      : await reach(attempt, request, send ?? fetch)
  const version = response.headers.get(versionHeader)
  if (version !== null) settings.memory.version = version
  if (response.ok) return response

  const text = await receive(attempt, readErrorText(response))
  const failure = failureOf(response, text, summarize(attempt), cleanerOf(attempt))
  throw await orTooOld(plan.operation, failure)
}

/** Awaits a body, or a part of it, and says so if it does not arrive. */
export async function receive<T>(attempt: Attempt, body: Promise<T>): Promise<T> {
  try {
    return await body
  } catch (error) {
    throw connectionFailure(attempt, () => 'lost the connection', error)
  }
}

/** What errors tell of a request. */
export function summarize({ plan, token, number: attempts }: Attempt): RequestSummary {
  const path = mask(plan.path, [...plan.secrets(), token])
  const { method, operation, settings, anonymous } = plan
  return { method, path, url: settings.apiUrl + path, attempts, operation, anonymous }
}

function tokenOf({ plan, refusal }: Attempt): string | Promise<string> {
  const { settings, headers, anonymous } = plan
  if (anonymous || headers['authorization'] !== undefined) return ''
  const { get, inPlaceOf } = settings.tokens
  return refusal && inPlaceOf ? inPlaceOf(refusal.token) : get()
}

async function reach<T>(
  attempt: Attempt,
  { method, url, headers, body, signal }: HubRequest,
  send: (url: string, init: WireRequest & RequestInit) => Promise<T>,
): Promise<T> {
  const { token, plan } = attempt
  const { settings, path } = plan
  if (url !== settings.apiUrl + path) refuseForeignUrl(url, settings.apiUrl)
  // A copy, so that middleware that looks at its request afterwards does not see the token.
  const { isXsrf } = settings.tokens
  const sent: Record<string, string> = {}
  if (token !== '' && isXsrf) sent['x-xsrftoken'] = token
  else if (token !== '') sent['authorization'] = `token ${token}`
  // Only middleware can have spoilt them.
  if (plan.middleware.length > 0) mergeHeaders(sent, headers)
  else Object.assign(sent, headers)
  const init: WireRequest & RequestInit = {
    method,
    headers: sent,
    body: body ?? null,
    signal,
    redirect: 'manual',
  }
  // In a browser, cookies stay out: a hub that does not know the token would answer for the cookie's user instead.
  // Elsewhere there are none, and some runtimes refuse the field.
  if (inBrowser()) init.credentials = 'omit'
  if (isXsrf && !plan.anonymous && sent['authorization'] === undefined) {
    init.credentials = 'include'
    // Hubs up to 3.1 look at the `Referer`.
    init.referrerPolicy = 'same-origin'
  }
  try {
    return await send(url, init)
  } catch (error) {
    throw connectionFailure(attempt, unanswered, error)
  }
}

function refuseForeignUrl(url: string, apiUrl: string): void {
  if (!URL.canParse(url) || !new URL(url).href.startsWith(`${apiUrl}/`)) {
    throw new HubConfigError(`middleware must stay below ${apiUrl}`)
  }
}

/** Codes that say that there was a connection, so that the hub may have seen the request. */
const brokenCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

const unanswered = (code: unknown): string =>
  brokenCodes.has(String(code))
    ? 'the connection broke before an answer'
    : 'could not reach the hub'

/** @param what - What has failed, by the code of the error. */
function connectionFailure(
  attempt: Attempt,
  what: (code: unknown) => string,
  error: unknown,
): unknown {
  const { signal } = attempt.deadline
  if (signal.aborted) return signal.reason
  if (HubConfigError.isInstance(error)) return error
  // Node says "fetch failed" and puts the reason into the cause.
  const outer = Object(error) as NodeError
  const { message, code } = (outer.cause ?? outer) as NodeError
  const reason = cleanerOf(attempt)(message || outer.message)
  // A new error: the other may hold the request, token and all.
  const cause = Object.assign(new Error(reason), { code })
  return new HubConnectionError(`${what(code)}: ${reason}`, summarize(attempt), { cause })
}

/** What runtimes throw. */
interface NodeError {
  readonly message: string
  readonly code?: unknown
  readonly cause?: unknown
}

/** Takes the secrets of an attempt out of a text. */
export function cleanerOf({ plan, token }: Attempt): (text: string) => string {
  const given = plan.headers['authorization']?.split(' ').slice(-1) ?? []
  const secrets = [...plan.secrets(), token, ...given]
  return (text) => redact(text, secrets)
}
