import type { Incoming } from '../http/incoming.ts'

/** A request, as a hub remembers it. */
export interface LoggedRequest {
  readonly method: string
  /** Path without its query, still encoded. */
  readonly path: string
  /** Values of the query: of a name that comes more than once the last, as the hub takes it. */
  readonly query: Readonly<Record<string, string>>
  /** By names in lower case; `***` stands for credentials. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON as what it means, anything else as text; `null` if there is none. Secrets in it are not hidden. */
  readonly body: unknown
  /** Status of the answer; `null` if there was none. */
  readonly status: number | null
  /** How long the answer took to begin, by the hub's clock. */
  readonly ms: number
  /** Whether the hub has anything for its method and path. */
  readonly known: boolean
  /** Whether there was a body that the hub, which did what it was asked for, has not looked at. */
  readonly unread: boolean
}

/** What is remembered of a request once its answer has begun, or has failed to. */
export function logged(incoming: Incoming, status: number | null, ms: number): LoggedRequest {
  const { request, url, known } = incoming
  const bytes = incoming.peek()
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: withoutSecrets(request.headers),
    body: readBody(bytes),
    status,
    ms,
    known,
    unread: bytes.length > 0 && !incoming.bodyRead && status !== null && status < 400,
  }
}

const secret = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-xsrftoken'])

function withoutSecrets(headers: Headers): Record<string, string> {
  const entries = [...headers].map(([name, value]) => [name, secret.has(name) ? '***' : value])
  return Object.fromEntries(entries) as Record<string, string>
}

function readBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null
  const text = new TextDecoder().decode(bytes)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
