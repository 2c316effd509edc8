import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Writable } from 'node:stream'

/** A request to be passed on, and who is to know of it. */
export interface Passing {
  readonly target: URL
  /** What came, and its body, whole. */
  readonly request: IncomingMessage
  readonly body: Buffer
  /** Ends the request, wherever it is, when the one who sent it has gone. */
  readonly signal: AbortSignal
  /** Called when the request is sent. */
  readonly onSent: () => void
  /** Takes the answer's bytes as they are on the wire. */
  readonly raw?: Writable
}

/**
 * Sends a request to the hub, once, and resolves when the head of the answer has come. It has a connection of its own: one
 * that others have used may close under it, and whether it was sent would be unknown.
 */
export async function passOn(passing: Passing): Promise<IncomingMessage> {
  const { target, request, body, signal, onSent, raw } = passing
  signal.throwIfAborted()
  const outgoing = httpRequest({
    method: request.method,
    path: request.url,
    headers: headersOf(request),
    signal,
    createConnection: () => {
      const socket = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
      socket.once('connect', onSent)
      if (raw) socket.on('data', (bytes) => raw.write(bytes))
      return socket
    },
  })
  // Once there is an answer it tells of what goes wrong, and this would end the process.
  outgoing.on('error', () => {})
  outgoing.end(body)
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  return answer
}

/** As they came, but for what Node would add or do by itself. */
function headersOf({ rawHeaders, headers, httpVersion, method = '' }: IncomingMessage): string[] {
  const kept = rawHeaders.flatMap((name, index) => {
    const value = rawHeaders[index + 1] ?? ''
    // The one who asked has been told to continue.
    return index % 2 === 1 || name.toLowerCase() === 'expect' ? [] : [name, value]
  })
  // Without these it would add chunks to a request without a body, and end the connection of one who says nothing of it.
  const unframed = !('content-length' in headers || 'transfer-encoding' in headers)
  if (unframed && ['POST', 'PUT', 'PATCH'].includes(method)) kept.push('Content-Length', '0')
  if (!headers.connection && httpVersion === '1.1') kept.push('Connection', 'keep-alive')
  return kept
}
