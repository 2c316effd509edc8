import type { Incoming } from '../http/incoming.ts'
import type { LoggedRequest } from './logged-request.ts'
import { maskPath, maskQuery, maskUrl } from './mask.ts'

/** What is remembered of a request once its answer has begun, or has failed to. */
export function logged(incoming: Incoming, status: number | null, ms: number): LoggedRequest {
  const { request, url, known } = incoming
  const bytes = incoming.peek()
  return {
    method: request.method,
    path: maskPath(url.pathname),
    query: maskQuery(url.searchParams),
    headers: withoutSecrets(request.headers),
    body: readBody(bytes),
    status,
    ms,
    known,
    unread: bytes.length > 0 && !incoming.bodyRead && status !== null && status < 400,
  }
}

const secret = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-xsrftoken',
  'x-csrftoken',
])

function withoutSecrets(headers: Headers): Record<string, string> {
  const entries = [...headers].map(([name, value]) => {
    if (secret.has(name)) return [name, '***']
    return [name, name === 'referer' ? maskUrl(value) : value]
  })
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
