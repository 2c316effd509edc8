import { HubConfigError, HubConnectionError, HubTimeoutError } from '../errors.ts'
import type { ClockName, RequestSummary } from '../errors.ts'
import { checkToken } from '../options.ts'
import { readErrorText } from './body.ts'
import { startDeadline } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import { redirectFailure, statusFailure, versionHeader } from './failure.ts'
import { inBrowser } from './headers.ts'
import { compose } from './middleware.ts'
import type { HubRequest } from './middleware.ts'
import type { Plan } from './plan.ts'
import { redact } from './secrets.ts'

/** One HTTP request of a call, and the clock over it. */
export interface Attempt {
  readonly plan: Plan
  /** 1 for the first. */
  readonly number: number
  readonly deadline: Deadline
}

/** Which clock an attempt runs under. */
export interface Clock {
  readonly name: ClockName
  /** Milliseconds from now. */
  readonly ms: number
  /** Milliseconds that the caller, or the default, had set. */
  readonly set: number
}

/** Starts the clock of an attempt. Whoever ends the attempt disposes of its deadline. */
export function beginAttempt(plan: Plan, number: number, { name, ms, set }: Clock): Attempt {
  const expire = () => new HubTimeoutError(name, set, summarize(plan, number))
  return { plan, number, deadline: startDeadline(plan.options.signal, ms, expire) }
}

/**
 * Makes the HTTP request, middleware around it.
 *
 * @returns A response whose status is below 300 and whose body is not read yet.
 */
export async function exchange(attempt: Attempt): Promise<Response> {
  const { plan, number, deadline } = attempt
  const { settings } = plan
  const token = plan.anonymous ? '' : await deadline.race(currentToken(plan))
  const run = compose(plan.middleware, (request) => fetchFromHub(attempt, request, token), {
    operation: plan.operation,
    attempt: number,
  })
  const request: HubRequest = {
    method: plan.method,
    url: settings.apiUrl + plan.path,
    headers: { ...plan.headers },
    body: plan.body,
    signal: deadline.signal,
  }
  const response = await deadline.race(run(request))
  const version = response.headers.get(versionHeader)
  if (version !== null) settings.memory.version = version
  if (response.ok) return response

  const text = redact(await receive(attempt, readErrorText(response)), [...plan.secrets(), token])
  const summary = summarize(plan, number)
  throw response.status < 400
    ? redirectFailure(response, summary)
    : statusFailure(response, text, summary)
}

/** Awaits a body, or a part of it, and says so if it does not arrive. */
export async function receive<T>(attempt: Attempt, body: Promise<T>): Promise<T> {
  const { deadline } = attempt
  try {
    return await deadline.race(body)
  } catch (error) {
    if (deadline.signal.aborted) throw deadline.signal.reason
    throw connectionFailure(attempt, 'lost the connection in the middle of the answer', error)
  }
}

/** What errors tell of a request. */
export function summarize(plan: Plan, attempts: number): RequestSummary {
  const path = redact(plan.path, plan.secrets())
  return { method: plan.method, path, url: plan.settings.apiUrl + path, attempts }
}

async function currentToken({ settings: { token }, headers }: Plan): Promise<string> {
  if (token === null || headers['authorization'] !== undefined) return ''
  if (typeof token === 'string') return token
  const current = await token()
  checkToken(current)
  return current
}

async function fetchFromHub(
  attempt: Attempt,
  { method, url, headers, body, signal }: HubRequest,
  token: string,
): Promise<Response> {
  const { settings, path } = attempt.plan
  if (url !== settings.apiUrl + path) refuseForeignUrl(url, settings.apiUrl)
  if (token !== '') headers['authorization'] ??= `token ${token}`
  // Looked up at every attempt, so that what replaces the global later counts.
  const fetchNow = settings.fetch ?? globalThis.fetch
  const init = { ...requestDefaults(), method, headers, body: body ?? null, signal }
  try {
    return await fetchNow(url, init)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw connectionFailure(attempt, 'could not reach the hub', error)
  }
}

/**
 * In a browser, cookies stay out: a hub that does not know the token would answer for the cookie's user instead.
 * Elsewhere there are none, and some runtimes refuse the field.
 */
function requestDefaults(): RequestInit {
  return inBrowser() ? { redirect: 'manual', credentials: 'omit' } : { redirect: 'manual' }
}

function refuseForeignUrl(url: string, apiUrl: string): void {
  if (!URL.canParse(url) || !new URL(url).href.startsWith(`${apiUrl}/`)) {
    throw new HubConfigError(`middleware must not send the token out of ${apiUrl}`)
  }
}

function connectionFailure(
  { plan, number }: Attempt,
  what: string,
  error: unknown,
): HubConnectionError {
  const secrets = plan.secrets()
  const message = redact(`${what}: ${reasonOf(error)}`, secrets)
  // Some runtimes write the URL into their errors.
  const options = secrets.length > 0 ? undefined : { cause: error }
  return new HubConnectionError(message, summarize(plan, number), options)
}

/** Node says "fetch failed" and puts the reason into the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}
