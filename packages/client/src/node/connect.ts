import type { buildConnector } from 'undici'
import { PromptSocket } from './prompt-socket.ts'

/** As many as a socket of Node's takes at once. */
const bufferBytes = 64 * 1024
/** How long undici lets a connection take, and asks whether an idle one is still there. */
const connectMs = 10_000
const probeMs = 60_000

/**
 * Opens connections without TLS, as undici's own connector does.
 *
 * @param socketPath - Path of a unix socket, in place of host and port.
 */
export function plainConnector(
  socketPath: string | undefined,
  timeoutMs: number = connectMs,
): buildConnector.connector {
  const buffer = Buffer.allocUnsafe(bufferBytes)
  return ({ hostname, port }, callback) => {
    const target =
      socketPath === undefined ? { host: hostname, port: Number(port || 80) } : { path: socketPath }
    const socket = new PromptSocket(target, buffer)
    const fail = (error: Error): void => callback(error, null)
    const onTimeout = (): void => void socket.destroy(timedOut(timeoutMs))
    socket
      .setNoDelay()
      .setKeepAlive(true, probeMs)
      .setTimeout(timeoutMs, onTimeout)
      .once('error', fail)
      .once('connect', () => {
        socket.setTimeout(0, onTimeout).off('error', fail)
        callback(null, socket)
      })
  }
}

/** With undici's code, by which it is known that nothing was sent. */
const timedOut = (ms: number): Error =>
  Object.assign(new Error(`no connection within ${ms / 1000} s`), {
    code: 'UND_ERR_CONNECT_TIMEOUT',
  })
