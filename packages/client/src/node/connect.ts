import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { PromptSocket } from './prompt-socket.ts'

/** Opens a connection, as undici asks for one. */
export type Connector = buildConnector.connector

/** As many as a socket of Node's takes at once. */
const bufferBytes = 64 * 1024
/** How long undici gives a connection, and when it has the system ask whether an idle one is still there. */
const connectMs = 10_000
const probeMs = 60_000

/**
 * Opens connections without TLS, with the settings of undici's own connector.
 *
 * @param socketPath - Path of a unix socket, in place of host and port.
 */
export function plainConnector(
  socketPath: string | undefined,
  timeoutMs: number = connectMs,
): Connector {
  const buffer = Buffer.allocUnsafe(bufferBytes)
  return ({ hostname, port }, callback) => {
    const target =
      socketPath === undefined ? { host: hostname, port: Number(port || 80) } : { path: socketPath }
    const socket = new PromptSocket(target, buffer)
    const stopClock = limitConnecting(socket, timeoutMs)
    const fail = (error: Error): void => callback(error, null)
    socket
      .setNoDelay()
      .setKeepAlive(true, probeMs)
      .once('close', stopClock)
      .once('error', fail)
      .once('connect', () => {
        stopClock()
        socket.off('error', fail)
        callback(null, socket)
      })
  }
}

/** Opens connections with TLS, by undici's own connector, which remembers sessions. */
export function tlsConnector(connect: Connector): Connector {
  return (target, callback) =>
    connect(target, (...[error, socket]) =>
      error === null ? callback(null, socket) : callback(asAnyOther(error), null),
    )
}

/**
 * Gives up a connection that is not made in time.
 *
 * @returns Stops the clock.
 */
function limitConnecting(socket: Socket, ms: number): () => void {
  const giveUp = (): void => {
    if (socket.connecting) socket.destroy(timedOut(ms))
  }
  // A program that was busy for longer than that learns first that there is a connection.
  const clock = setTimeout(() => setImmediate(giveUp), ms)
  clock.unref()
  return () => clearTimeout(clock)
}

/** With undici's code, by which it is known that nothing was sent. */
const timedOut = (ms: number): Error =>
  Object.assign(new Error(`no connection within ${ms / 1000} s`), {
    code: 'UND_ERR_CONNECT_TIMEOUT',
  })

/**
 * A client of undici's that has met a certificate for another host waits to be asked for that one, and sends nothing more. As
 * the cause of an error, it is one like all others.
 */
const asAnyOther = (error: Error): Error =>
  Object(error).code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? new Error(error.message, { cause: error })
    : error
