import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  HubProtocolError,
  HubResponseError,
  HubServerError,
  NotFoundError,
  RateLimitedError,
} from '../errors.ts'
import type { HubError, RequestSummary, ResponseDetails } from '../errors.ts'
import { checkUrl, parseJson } from './body.ts'
import { parseRetryAfter } from './retry.ts'

/** Header with which the hub signs every answer of its own; proxies in front of it do not. */
export const versionHeader = 'x-jupyterhub-version'

/** The error that a redirect means: the hub's API never redirects. */
export function redirectFailure(response: Response, request: RequestSummary): HubProtocolError {
  const location = response.headers.get('location')?.replace(/[?#].*$/s, '')
  const target = location ? ` to ${location}` : ''
  return new HubProtocolError(`redirected${target}, which no hub's API does: ${checkUrl}`, request)
}

/**
 * The error that a status of 400 and above means.
 *
 * @param text - The body's text, without secrets.
 */
export function statusFailure(response: Response, text: string, request: RequestSummary): HubError {
  const { status } = response
  const body = parseJson(text)
  const hubVersion = response.headers.get(versionHeader) ?? undefined
  const fromHub = hubVersion !== undefined || hasHubShape(body)
  if (!fromHub && status < 500 && status !== 408 && status !== 429) {
    return new HubProtocolError(`answered ${status}, but not as a hub: ${checkUrl}`, request)
  }
  const details: ResponseDetails = {
    ...request,
    status,
    hubVersion,
    body: body ?? text,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
  }
  const message =
    sentenceOf(body, response.statusText) ??
    `${request.method} ${request.path}: ${status} ${response.statusText}`
  const ErrorClass = errorClasses[status] ?? (status >= 500 ? HubServerError : HubResponseError)
  return new ErrorClass(message, details)
}

const errorClasses: Readonly<
  Record<number, new (message: string, details: ResponseDetails) => HubResponseError>
> = {
  400: BadRequestError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitedError,
}

/** The hub's errors are `{ status, message }`, those of its OAuth provider `{ error, error_description? }`. */
function hasHubShape(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && ('message' in body || 'error' in body)
}

/** The hub's own sentence, unless it only repeats the status (hubs up to 5) or is missing (6.0). */
function sentenceOf(body: unknown, statusText: string): string | undefined {
  if (!hasHubShape(body)) return undefined
  const sentence = body['message'] ?? body['error_description'] ?? body['error']
  const bare = sentence === statusText || sentence === ''
  return typeof sentence === 'string' && !bare ? sentence : undefined
}
