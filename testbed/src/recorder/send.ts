import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import type { WireAnswer, WireRequest } from './exchange.ts'

const timeoutMs = 20_000

/**
 * Sends a request on a connection of its own, with no header but its own and what HTTP needs, and follows nothing.
 *
 * @param url - Any of the hub's.
 */
export async function send(
  url: URL,
  { method, path, headers, body }: WireRequest,
): Promise<WireAnswer> {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest({
      host: url.hostname,
      port: url.port,
      method,
      path,
      headers,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    })
    // Node does not say by itself how long the body of a GET is.
    if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body))
    outgoing.on('response', resolve).on('error', reject).end(body)
  })
  const text = await textOf(incoming)
  return { status: incoming.statusCode ?? 0, headers: headersOf(incoming), text }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '')
  }
  return headers
}
