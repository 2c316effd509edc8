import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createRawServer } from 'node:net'
import type { AddressInfo, Server as RawServer, Socket } from 'node:net'
import { inject, onTestFinished } from 'vitest'
import { JupyterHub } from '../../src/index.ts'
import type { ClientOptions } from '../../src/index.ts'
import { nodeTransport } from '../../src/node/index.ts'
import { canary } from './fake-hub.ts'

/** Starts an HTTP server for the current test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener)
  const port = await listen(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${port}`
}

/**
 * Starts a server for the current test that is given a socket, whatever is written on it, each time a whole request's
 * head has come.
 */
export async function serveRaw(answer: (socket: Socket, head: string) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server: RawServer = createRawServer((socket) => {
    sockets.add(socket)
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (data) => {
      text += data.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      const head = text
      text = ''
      answer(socket, head)
    })
  })
  const port = await listen(server)
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${port}`
}

/** An address on which nobody listens. */
export async function deadEnd(): Promise<string> {
  const server = createRawServer()
  const port = await listen(server)
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return `http://127.0.0.1:${port}`
}

/** A client of a real server, which does not repeat unless told to. The project says by which transport. */
export function clientOf(url: string, options: Partial<ClientOptions> = {}): JupyterHub {
  const byNode = inject('clientTransport') === 'node' && !options.fetch && !options.transport
  const transport = byNode ? { transport: nodeTransport() } : {}
  return new JupyterHub({ url, token: canary, retries: 0, ...transport, ...options })
}

declare module 'vitest' {
  interface ProvidedContext {
    clientTransport: 'fetch' | 'node'
  }
}

async function listen(server: Server | RawServer): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
