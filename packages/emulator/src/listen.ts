/// <reference lib="esnext.disposable" preserve="true" />
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Serve } from './serve.ts'

/** A hub that is served over a socket. */
export interface Listener extends AsyncDisposable {
  /** Base URL, with a slash at the end. */
  readonly url: string
  /** Ends it, and every connection that is open. */
  close(): Promise<void>
}

/**
 * Serves requests on loopback, on any free port if it is 0.
 *
 * @param release - Called when it does so no more.
 * @throws Error where there is no server of Node's, as in a browser.
 */
export async function listen(serve: Serve, port: number, release: () => void): Promise<Listener> {
  // No connection is ended that its client may be about to use.
  const server = nodeHttp().createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    if (asksToUpgrade(incoming)) {
      if (!isForWebSocket(incoming)) return void incoming.socket.destroy()
      // As the proxy does after an answer that is no upgrade.
      outgoing.shouldKeepAlive = false
    }
    void answer(serve, incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  server.once('close', release)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const { port: taken } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${taken}/`, close, [Symbol.asyncDispose]: close }
}

const asksToUpgrade = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade !== undefined && /\bupgrade\b/i.test(headers.connection ?? '')

/** Upgrades to anything else do not get past the proxy, which hangs up. */
const isForWebSocket = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'

/** Not imported, so that bundlers for browsers have nothing to look for. */
function nodeHttp(): typeof import('node:http') {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> }
  const http = process?.getBuiltinModule?.('node:http')
  if (http !== undefined) return http
  throw new Error('listen needs Node, Bun or Deno; where there are none, use the fetch of the hub')
}

async function answer(
  serve: Serve,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const response = await serve(await requestOf(incoming))
    outgoing.writeHead(response.status, headersOf(response))
    if (response.body === null) outgoing.end()
    else await send(response.body, outgoing)
  } catch {
    // What ends without an answer, as when the proxy has gone, ends the connection.
    if (outgoing.headersSent) incoming.socket.destroySoon()
    else incoming.socket.destroy()
  }
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers()
  const { rawHeaders, method = 'GET', url = '/' } = incoming
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const body = Buffer.concat(chunks)
  const target = new URL(url, `http://${incoming.headers.host ?? 'localhost'}`)
  return makeRequest(target, method, headers, body)
}

/** A request may have a body with any method on the wire, but no `Request` has one with GET. */
function makeRequest(url: URL, method: string, headers: Headers, body: Buffer): Request {
  const bodiless = body.length === 0
  if (bodiless || !['GET', 'HEAD'].includes(method)) {
    return new Request(url, { method, headers, ...(!bodiless && { body: new Uint8Array(body) }) })
  }
  const request = new Request(url, { method, headers })
  const copy = new Uint8Array(body)
  Object.defineProperty(request, 'arrayBuffer', { value: async () => copy.buffer })
  return request
}

/** Cookies come in a header each. */
function headersOf({ headers }: Response): [string, string][] {
  const entries = [...headers].filter(([name]) => name !== 'set-cookie')
  return [
    ...entries,
    ...headers.getSetCookie().map((value): [string, string] => ['set-cookie', value]),
  ]
}

async function send(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader()
  const gone = new Promise<void>((resolve) => outgoing.once('close', resolve))
  void gone.then(() => reader.cancel().catch(() => {}))
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (outgoing.write(value)) continue
    await Promise.race([gone, new Promise((resolve) => outgoing.once('drain', resolve))])
  }
  outgoing.end()
}
