import { once } from 'node:events'
import { createServer, request as overHttp } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'

/** What a forward proxy does besides its work. */
export interface Harm {
  /** Answers `CONNECT` with this status. */
  readonly connect?: number
  /** Answers everything else itself, with this status. */
  readonly plain?: number
  /** Lets in who has this name and password alone. */
  readonly password?: string
  /** Gives bodies when they are whole. */
  readonly holds?: boolean
  /** Speaks TLS itself, in place of the host, with this. */
  readonly intercepts?: { readonly cert: string; readonly key: string }
  /** Speaks TLS with who asks it, as `localhost`, with this. */
  readonly secure?: { readonly cert: string; readonly key: string }
  /** Takes connections, and says nothing. */
  readonly isSilent?: boolean
}

/** A forward proxy that listens, and what it was asked. */
export interface ForwardProxy {
  readonly url: string
  readonly asked: string[]
}

/** Starts a forward proxy, for `CONNECT` and for requests with whole addresses. */
export async function forwardProxy(harm: Harm = {}): Promise<ForwardProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const isLetIn = ({ headers }: IncomingMessage): boolean =>
    harm.password === undefined || headers['proxy-authorization'] === `Basic ${btoa(harm.password)}`
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (harm.isSilent) return
    if (!isLetIn(request)) response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end()
    else if (harm.plain !== undefined) response.writeHead(harm.plain).end()
    else relay(request, response, harm)
  }
  const server = harm.secure ? createTlsServer(harm.secure, listener) : createServer(listener)
  server.on('connection', (socket) => void sockets.add(socket))
  server.on('connect', (request, socket: Socket) => {
    asked.push(`CONNECT ${request.url}`)
    socket.on('error', () => {})
    if (harm.isSilent) return
    const status = isLetIn(request) ? (harm.connect ?? 200) : 407
    socket.write(`HTTP/1.1 ${status} x\r\n\r\n`)
    if (status !== 200) return void socket.end()
    const [, port] = (request.url ?? '').split(':')
    if (harm.intercepts !== undefined) {
      const secured = new TLSSocket(socket, { isServer: true, ...harm.intercepts })
      secured.on('error', () => {})
      secured.once('data', () => {
        const body = '{"version":"6.0.1"}'
        const head = `content-type: application/json\r\ncontent-length: ${body.length}`
        secured.end(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n${body}`)
      })
      return undefined
    }
    // Whatever the host is called.
    const there = connect(Number(port), '127.0.0.1')
    sockets.add(there)
    there.on('error', () => void socket.destroy())
    socket.once('close', () => void there.destroy())
    return void socket.pipe(there).pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const place = harm.secure ? 'https://localhost' : 'http://127.0.0.1'
  return { url: `${place}:${(server.address() as AddressInfo).port}`, asked }
}

function relay(request: IncomingMessage, response: ServerResponse, { holds = false }: Harm): void {
  const { 'proxy-authorization': _, ...headers } = request.headers
  const { method, url = '' } = request
  const there = overHttp(url, { method, headers, agent: false }, (answer) => {
    const head = () => response.writeHead(answer.statusCode ?? 502, answer.headers)
    if (!holds) return void answer.pipe(head())
    return void text(answer).then((whole) => head().end(whole))
  })
  there.on('error', () => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end()
  })
  response.once('close', () => void there.destroy())
  // Also where no body follows.
  there.flushHeaders()
  request.pipe(there)
}
