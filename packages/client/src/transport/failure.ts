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
import { checkUrl, isHtml, parseJson } from './body.ts'
import { parseRetryAfter } from './retry.ts'
import type { WireResponse } from './wire.ts'

/** Header with which the hub signs every answer of its own; proxies in front of it do not. */
export const versionHeader = 'x-jupyterhub-version'

/**
 * The error that an answer means whose status is not one of success.
 *
 * @param text - The body's text.
 * @param clean - Takes secrets out of what came with the answer.
 */
export function failureOf(
  response: WireResponse,
  text: string,
  request: RequestSummary,
  clean: (text: string) => string,
): HubError {
  const { status, headers } = response
  if (status < 400) {
    // The hub's API never redirects. A browser does not say where to.
    const location = clean(headers.get('location')?.replace(/[?#].*$/s, '') ?? '')
    const what = status === 304 ? 'answered 304' : `redirected to ${location}`
    return new HubProtocolError(`${what}: ${checkUrl}`, request)
  }
  const body = parseJson(text, (_, value) => (typeof value === 'string' ? clean(value) : value))
  const hubVersion = headers.get(versionHeader) ?? undefined
  const fromHub = hubVersion !== undefined || hasHubShape(body)
  if (!fromHub && status < 500 && status !== 408 && status !== 429) {
    const what = isHtml(response) ? 'with a web page' : 'not as a hub'
    return new HubProtocolError(`answered ${status} ${what}: ${checkUrl}`, request)
  }
  const ownSentence = `${request.method} ${request.path}: ${status} ${clean(response.statusText)}`
  const ErrorClass = errorClasses[status] ?? (status >= 500 ? HubServerError : HubResponseError)
  return new ErrorClass(sentenceOf(body) ?? ownSentence, {
    ...request,
    status,
    hubVersion,
    body: body ?? clean(text),
    retryAfterMs: parseRetryAfter(headers.get('retry-after'), Date.now()),
  })
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

/** What hubs before 6.0 say where they have nothing to say; 6.0 sends `null`. */
const barePhrase = /^(|error|timeout|Forbidden|Not Found|Method Not Allowed|Internal Server Error)$/

/** The hub's own sentence, if there is one. */
function sentenceOf(body: unknown): string | undefined {
  if (!hasHubShape(body)) return undefined
  const sentence = body['message'] ?? body['error_description'] ?? body['error']
  return typeof sentence === 'string' && !barePhrase.test(sentence) ? sentence : undefined
}
