import { Socket } from 'node:net'

/**
 * A connection that hands on what it receives at once, to whoever reads when it says `readable`.
 *
 * A stream of Node's keeps it first, in a buffer of 64 kB made for it alone, and has it read in a turn of its own and after
 * five looks for more: that was a seventh of a call (2026-11-29, 2 cores, AMD EPYC, Node 20.20.2). What is not read when it
 * comes, the stream keeps here as everywhere.
 */
export class PromptSocket extends Socket {
  #unread: Buffer | undefined

  /** @param buffer - For what is received, until it is handed on; connections may share it. */
  constructor(
    target: { readonly host: string; readonly port: number } | { readonly path: string },
    buffer: Buffer,
  ) {
    const callback = (length: number): boolean => this.#receive(copyOf(buffer, length))
    // The types know `onread` as an option of `connect` only.
    super({ highWaterMark: buffer.length, onread: { buffer, callback } } as object)
    this.connect(target)
  }

  /** Without a size, gives what came last, or what the stream has kept. */
  override read(size?: number): unknown {
    // How the stream is told to go on, and to end.
    if (size !== undefined) return super.read(size)
    const unread = this.#take()
    if (unread !== undefined) return unread
    return this.readableLength > 0 ? super.read() : null
  }

  /** @returns Whether to go on. */
  #receive(bytes: Buffer): boolean {
    // Left by a listener that threw.
    this.#keep()
    // What came before it is read before it.
    if (this.readableLength > 0) return this.push(bytes)
    this.#unread = bytes
    this.emit('readable')
    return this.#keep()
  }

  /** Leaves to the stream what nobody has read. */
  #keep(): boolean {
    const unread = this.#take()
    return unread === undefined || this.push(unread)
  }

  #take(): Buffer | undefined {
    const unread = this.#unread
    this.#unread = undefined
    return unread
  }
}

function copyOf(buffer: Buffer, length: number): Buffer {
  const copy = Buffer.allocUnsafe(length)
  buffer.copy(copy, 0, 0, length)
  return copy
}
