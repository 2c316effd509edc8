import type { Dispatcher } from 'undici'
import type { WireSignal } from '../transport/wire.ts'
import { connectionError } from './connection-error.ts'
import type { Reading } from './reading.ts'

/** Bytes that may wait to be read before the sender has to; behind a proxy, whose connections are undici's own, it never has to. */
const maxWaiting = 256 * 1024

/** A header's names and values in turn, as they came. */
type ReceivedHeaders = readonly Buffer[]

/**
 * One request and its response, told by undici part by part. Callbacks and one promise for the head, as undici's `request`
 * makes a stream, a signal's listener and their closures for each. They are undici's older ones, which it calls itself: the
 * newer come by way of a wrapper, and with all headers as an object, of which three are looked at.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  status = 0
  statusText = ''
  /** What it comes by, unless that is a proxy's. */
  connection: { readonly reading: Reading | undefined } | undefined
  /** Called when nothing more comes, and whether that was the end of the response. */
  whenOver: ((isWhole: boolean) => void) | undefined
  #headers: ReceivedHeaders = []
  readonly #signal: WireSignal
  readonly #isBare: boolean
  #onHead: (exchange: Exchange) => void
  #onFailure: (error: unknown) => void
  #abort: ((reason: Error) => void) | undefined
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
    // A request that waits for a connection cannot be aborted yet, and is when it gets one.
    this.#abort?.(reasonOf(this.#signal))
  }

  onConnect(abort: (reason?: Error) => void): void {
    this.#abort = abort
    // Thrown, it fails the request alone: `abort` would end the connection, on which nothing has been sent.
    if (this.#signal.aborted) throw reasonOf(this.#signal)
  }

  onHeaders(
    status: number,
    headers: ReceivedHeaders,
    _resume: () => void,
    statusText = '',
  ): boolean {
    // "Early hints" and the like come before it.
    if (status < 200) return true
    this.status = status
    this.statusText = statusText
    this.#headers = headers
    this.#onHead(this)
    // They hold the response, which would never be seen to be dropped.
    this.#onHead = nothing
    this.#onFailure = nothing
    return true
  }

  onData(chunk: Uint8Array): boolean {
    // A proxy's refusal is over before its body.
    if (this.#isOver) return true
    this.#chunks.push(chunk)
    this.#waiting += chunk.length
    if (this.#wantsAll) return true
    this.#wake?.()
    this.#hold(this.#waiting > maxWaiting)
    return true
  }

  onComplete(): void {
    // undici takes a reset for the end of a body without length, of which some may have waited to be read.
    const lost = this.connection?.reading?.errored
    if (lost) this.onError(lost)
    else this.#end(true)
  }

  onError(error: unknown): void {
    this.#error = connectionError(error, this.#isBare)
    this.#end(false)
    // In vain if there is a head already.
    this.#onFailure(this.#error)
  }

  /** A header by its lower-case name; several of a name as one, as `fetch` joins them. */
  get(name: string): string | null {
    const raw = this.#headers
    let found: string | null = null
    for (let place = 0; place < raw.length; place += 2) {
      if (!isNamed(raw[place], name)) continue
      const value = String(raw[place + 1])
      found = found === null ? value : `${found}, ${value}`
    }
    return found
  }

  /** All headers, names in lower case. */
  headers(): [name: string, value: string][] {
    const raw = this.#headers
    return Array.from({ length: raw.length >> 1 }, (_, index) => [
      nameAt(raw, 2 * index),
      String(raw[2 * index + 1]),
    ])
  }

  /** The whole body: at once, if it is there already, as that of a short answer is. */
  all(): readonly Uint8Array[] | Promise<readonly Uint8Array[]> {
    return this.#isOver && this.#error === undefined ? this.#chunks : this.#rest()
  }

  /** Waits for the next part of the body; `undefined` at its end. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.#chunks.length === 0 && !this.#isOver) await this.#more()
    const chunk = this.#chunks.shift()
    this.#waiting -= chunk?.length ?? 0
    if (chunk === undefined && this.#error !== undefined) throw this.#error
    return chunk
  }

  /** Lets go of the rest of the body: ends the connection, unless all of it is there. */
  cancel(): void {
    if (!this.#isOver) this.#abort?.(new Error('cancelled'))
    this.#chunks.length = 0
  }

  async #rest(): Promise<readonly Uint8Array[]> {
    this.#wantsAll = true
    if (!this.#isOver) await this.#more()
    if (this.#error !== undefined) throw this.#error
    return this.#chunks
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      this.connection?.reading?.letGo()
    })
  }

  #hold(isHeld: boolean): void {
    const reading = this.connection?.reading
    if (reading !== undefined) reading.isHeld = isHeld
  }

  #end(isWhole: boolean): void {
    // Through a proxy, a refusal is told as an error, and then the end of it.
    if (this.#isOver) return
    this.#isOver = true
    this.#hold(false)
    this.#signal.removeEventListener('abort', this)
    this.whenOver?.(isWhole)
    this.#wake?.()
  }
}

/** Whether a header has a lower-case name; without making a string of each. */
function isNamed(raw: Buffer | undefined, name: string): boolean {
  if (raw?.length !== name.length) return false
  for (let place = 0; place < name.length; place += 1) {
    if (((raw[place] ?? 0) | lowerCaseBit) !== name.charCodeAt(place)) return false
  }
  return true
}

/** Set in lower-case letters, digits and the hyphen. */
const lowerCaseBit = 0x20

const nothing = (): void => {}

const nameAt = (headers: ReceivedHeaders, place: number): string =>
  String(headers[place]).toLowerCase()

/** Why a signal was aborted, as an error. */
export function reasonOf({ reason }: WireSignal): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}
