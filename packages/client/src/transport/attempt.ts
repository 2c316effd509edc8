import { HubConfigError, HubConnectionError, HubTimeoutError } from '../errors.ts'
import type { ClockName, RequestSummary } from '../errors.ts'
import { readErrorText } from './body.ts'
import { Deadline } from './deadline.ts'
import { failureOf, versionHeader } from './failure.ts'
import { inBrowser, mergeHeaders } from './headers.ts'
import { compose } from './middleware.ts'
import type { HubRequest } from './middleware.ts'
import type { Plan } from './plan.ts'
import { mask, redact } from './secrets.ts'
import { orTooOld } from './too-old.ts'
import type { HttpTransport, WireResponse } from './wire.ts'

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
  const deadline = new Deadline(plan.settings.clock, plan.options.signal, ms, expire)
  const attempt: Attempt = { plan, number, afterLoss, deadline, refusal, token: '' }
  return attempt
}

/**
 * Makes the HTTP request, middleware around it.
 *
 * @returns A response whose status is below 300 and whose body is not read yet.
 */
export async function exchange(attempt: Attempt): Promise<WireResponse> {
  const { plan } = attempt
  const { settings } = plan
  const token = tokenOf(attempt)
  attempt.token = typeof token === 'string' ? token : await token
  if (attempt.token === attempt.refusal?.token) throw attempt.refusal.error
  const response = await (plan.middleware.length > 0 ? wrapped(attempt) : reach(attempt))
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

/** Sends the request as it is planned. */
function reach(attempt: Attempt): Promise<WireResponse> {
  const { plan, deadline } = attempt
  const { apiUrl, send } = plan.settings
  const url = apiUrl + plan.path
  const headers = Object.assign(credentialsOf(attempt), plan.headers)
  return send === undefined
    ? fetchBy(attempt, url, plan, headers, deadline.signal)
    : sendBy(attempt, send, url, headers)
}

async function sendBy(
  attempt: Attempt,
  send: HttpTransport['send'],
  url: string,
  headers: Record<string, string>,
): Promise<WireResponse> {
  const { method, body } = attempt.plan
  try {
    return await send(url, { method, headers, body: body ?? null, signal: attempt.deadline })
  } catch (error) {
    throw connectionFailure(attempt, unanswered, error)
  }
}

/** Has middleware send it. */
function wrapped(attempt: Attempt): Promise<Response> {
  const { plan, number, deadline } = attempt
  const { method, path, body, operation, middleware, settings } = plan
  const { signal } = deadline
  const url = settings.apiUrl + path
  const innermost = async (request: HubRequest): Promise<Response> => {
    if (request.url !== url) refuseForeignUrl(request.url, settings.apiUrl)
    // Not its own headers, so that middleware that looks at them afterwards does not see the token.
    const headers = credentialsOf(attempt)
    mergeHeaders(headers, request.headers)
    return fetchBy(attempt, request.url, request, headers, request.signal)
  }
  const context = { operation, attempt: number }
  const request = { method, url, headers: { ...plan.headers }, body, signal }
  return compose(middleware, innermost, context)(request)
}

/** The headers that say who asks. */
function credentialsOf({ token, plan }: Attempt): Record<string, string> {
  if (token === '') return {}
  return plan.settings.tokens.isXsrf
    ? { 'x-xsrftoken': token }
    : { authorization: `token ${token}` }
}

async function fetchBy(
  attempt: Attempt,
  url: string,
  { method, body }: Pick<HubRequest, 'method' | 'body'>,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { settings, anonymous } = attempt.plan
  const init: RequestInit = { method, headers, body: body ?? null, signal, redirect: 'manual' }
  // In a browser, cookies stay out: a hub that does not know the token would answer for the cookie's user instead.
  // Elsewhere there are none, and some runtimes refuse the field.
  if (inBrowser()) init.credentials = 'omit'
  if (settings.tokens.isXsrf && !anonymous && headers['authorization'] === undefined) {
    init.credentials = 'include'
    // Hubs up to 3.1 look at the `Referer`.
    init.referrerPolicy = 'same-origin'
  }
  // Looked up at every attempt, so that what replaces the global later counts.
  const { fetch = globalThis.fetch } = settings
  try {
    return await fetch(url, init)
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

/** Takes the secrets of an attempt out of a text. */
export function cleanerOf({ plan, token }: Attempt): (text: string) => string {
  const given = plan.headers['authorization']?.split(' ').slice(-1) ?? []
  const secrets = [...plan.secrets(), token, ...given]
  return (text) => redact(text, secrets)
}
