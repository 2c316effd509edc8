import type { Socket } from 'node:net'

/**
 * The reading of a connection. While it is held, what comes waits in the stream, and then with the sender.
 *
 * undici 7.30 can pause its parser instead, and then throws, or fails a response that is whole, when the connection ends
 * (https://github.com/nodejs/undici/issues/5360).
 */
export interface Reading {
  isHeld: boolean
  /** Set when the connection failed: what waited is lost. */
  readonly errored: Error | null
  /** Lets it go, and what has come meanwhile be read: never from within a callback of undici's, whose parser is at work. */
  letGo(): void
}

/** Makes the reading of a socket one that can be held. */
export function readingOf(socket: Socket): Reading {
  const read = socket.read.bind(socket)
  const reading = {
    isHeld: false,
    get errored() {
      return socket.errored
    },
    letGo(): void {
      if (!reading.isHeld) return
      reading.isHeld = false
      socket.emit('readable')
    },
  }
  socket.read = (size) => (reading.isHeld && size === undefined ? null : (read(size) as unknown))
  return reading
}
