import type { Socket } from 'node:net'

/**
 * The reading of a connection. While it is held, what comes waits in the stream, and then with the sender.
 *
 * undici can pause its parser instead, and then throws, or fails a response that is whole, when the connection ends
 * (https://github.com/nodejs/undici/issues/5360).
 */
export interface Reading {
  isHeld: boolean
  /** Has read what came while it was held. */
  goOn(): void
}

/** Makes the reading of a stream of Node's one that can be held. */
export function readingOf(socket: Socket): Reading {
  const read = socket.read.bind(socket)
  const reading = { isHeld: false, goOn: (): void => void socket.emit('readable') }
  socket.read = (size) => (reading.isHeld && size === undefined ? null : (read(size) as unknown))
  return reading
}
