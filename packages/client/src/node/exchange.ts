import type { Dispatcher } from 'undici'
import type { WireSignal } from '../transport/wire.ts'
import { connectionError } from './connection-error.ts'

/** Bytes that may wait to be read before the sender has to. */
const maxWaiting = 256 * 1024

/** Headers as undici gives them, by lower-case name. */
type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>

/**
 * One request and its response, told by undici part by part. Callbacks and one promise for the head, as undici's `request`
 * makes a stream, a signal's listener and their closures for each.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  status = 0
  statusText = ''
  headers: ReceivedHeaders = {}
  readonly #signal: WireSignal
  readonly #isBare: boolean
  readonly #onHead: (exchange: Exchange) => void
  readonly #onFailure: (error: unknown) => void
  #controller: Dispatcher.DispatchController | undefined
  readonly #chunks: Uint8Array[] = []
  #waiting = 0
  #isOver = false
  #error: unknown
  /** Wakes whoever waits for the body, when there is more of it, or its end if that is what is waited for. */
  #wake: (() => void) | undefined
  #wantsAll = false

  /**
   * @param isBare - Whether it goes over TLS without a certificate of the client.
   * @param onHead - Called once, when status and headers are there.
   * @param onFailure - Called in its place if they never come.
   */
  constructor(
    signal: WireSignal,
    isBare: boolean,
    onHead: (exchange: Exchange) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#signal = signal
    this.#isBare = isBare
    this.#onHead = onHead
    this.#onFailure = onFailure
    signal.addEventListener('abort', this)
  }

  /** The signal aborts. */
  handleEvent(): void {
    // A request that waits for a connection has no controller yet, and is aborted when it gets one.
    this.#controller?.abort(reasonOf(this.#signal))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // Thrown, it fails the request alone: `abort` would end the connection, on which nothing has been sent.
    if (this.#signal.aborted) throw reasonOf(this.#signal)
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: ReceivedHeaders,
    statusText = '',
  ): void {
    // "Early hints" and the like come before it.
    if (status < 200) return
    this.status = status
    this.statusText = statusText
    this.headers = headers
    this.#onHead(this)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#waiting += chunk.length
    if (this.#wantsAll) return
    this.#wake?.()
    if (this.#waiting > maxWaiting) controller.pause()
  }

  onResponseEnd(): void {
    this.#end()
  }

  onResponseError(_: unknown, error: unknown): void {
    this.#error = connectionError(error, this.#isBare)
    this.#end()
    // In vain if there is a head already.
    this.#onFailure(this.#error)
  }

  /** A header by its lower-case name. */
  get(name: string): string | null {
    const value = this.headers[name]
    return value === undefined ? null : String(value)
  }

  /** Waits for the whole body. */
  async all(): Promise<readonly Uint8Array[]> {
    this.#wantsAll = true
    if (!this.#isOver) {
      this.#controller?.resume()
      await this.#more()
    }
    if (this.#error !== undefined) throw this.#error
    return this.#chunks
  }

  /** Waits for the next part of the body; `undefined` at its end. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.#chunks.length === 0 && !this.#isOver) {
      this.#controller?.resume()
      await this.#more()
    }
    const chunk = this.#chunks.shift()
    this.#waiting -= chunk?.length ?? 0
    if (chunk === undefined && this.#error !== undefined) throw this.#error
    return chunk
  }

  /** Lets go of the rest of the body: ends the connection, unless all of it is there. */
  cancel(): void {
    if (!this.#isOver) this.#controller?.abort(new Error('cancelled'))
    this.#chunks.length = 0
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #end(): void {
    this.#isOver = true
    this.#signal.removeEventListener('abort', this)
    this.#wake?.()
  }
}

/** Why a signal was aborted, as an error. */
export function reasonOf({ reason }: WireSignal): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}
