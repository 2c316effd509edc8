import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** Bytes of a request, with the headers that it needs. */
export function ask(
  line: string,
  headers: readonly string[] = [],
  body: Buffer | string = '',
): Buffer {
  const head = [`${line} HTTP/1.1`, 'Host: hub.example', 'Connection: close', ...headers, '', '']
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), Buffer.from(body)])
}

/** A connection that shows what comes, byte by byte, and how it ends. */
export interface RawClient {
  readonly socket: Socket
  /** What has come so far. */
  received(): Buffer
  /** Resolves when what has come holds the text. */
  until(text: string): Promise<void>
  /** How the other side ended it: `end`, or the code of an error. */
  readonly ending: Promise<string>
}

/** Connects, and sends a request as it is written here. */
export function sendRaw(url: string, request: string | Buffer): RawClient {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let bytes = Buffer.alloc(0)
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more])
  })
  socket.write(request)
  const ending = new Promise<string>((resolve) => {
    socket.once('end', () => resolve('end'))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
  })
  return {
    socket,
    received: () => bytes,
    async until(text) {
      while (!bytes.includes(text)) await once(socket, 'data')
    },
    ending,
  }
}

/** Sends a request, and waits for the end of the connection. */
export async function callRaw(
  url: string,
  request: string | Buffer,
): Promise<{ bytes: Buffer; ending: string }> {
  const client = sendRaw(url, request)
  const ending = await client.ending
  client.socket.destroy()
  return { bytes: client.received(), ending }
}
