import type { ByteReader, ByteStream, WireResponse } from '../transport/wire.ts'
import { decode } from './decode.ts'
import type { Exchange } from './exchange.ts'

/** Statuses whose responses have no body. */
const bodiless = new Set([204, 205, 304])

/** The response of an exchange whose head is there. */
export class Reply implements WireResponse {
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: { get(name: string): string | null }
  readonly #exchange: Exchange

  constructor(exchange: Exchange) {
    const { status, statusText } = exchange
    this.status = status
    this.statusText = statusText
    this.ok = status >= 200 && status < 300
    this.headers = exchange
    this.#exchange = exchange
  }

  get body(): ByteStream | null {
    return bodiless.has(this.status) ? null : new Body(this.#exchange)
  }

  async text(): Promise<string> {
    const exchange = this.#exchange
    const encoding = exchange.get('content-encoding')
    if (encoding !== null) return textOf(await gather(decodedParts(exchange, encoding)))
    const all = exchange.all()
    return textOf(all instanceof Promise ? await all : all)
  }
}

class Body implements ByteStream {
  readonly #exchange: Exchange

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  getReader(): ByteReader {
    const exchange = this.#exchange
    const encoding = exchange.get('content-encoding') ?? ''
    const iterator = decodedParts(exchange, encoding)
    return {
      async read() {
        const { done, value } = await iterator.next()
        return done ? { done: true, value: undefined } : { done: false, value }
      },
      cancel: () => this.cancel(),
    }
  }

  async cancel(): Promise<void> {
    this.#exchange.cancel()
  }
}

/** An empty body is not compressed, whatever its headers say. */
async function* decodedParts(
  exchange: Exchange,
  encoding: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const first = await exchange.next()
  if (first === undefined) return
  const chunks = async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    yield first
    yield* partsOf(exchange)
  }
  yield* decode(encoding, chunks) ?? chunks()
}

async function* partsOf(exchange: Exchange): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const chunk = await exchange.next()
    if (chunk === undefined) return
    yield chunk
  }
}

async function gather(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return all
}

/** As `Response.text` does: UTF-8, without a byte order mark. */
function textOf(chunks: readonly Uint8Array[]): string {
  const [first] = chunks
  if (first === undefined) return ''
  const bytes = chunks.length === 1 ? first : Buffer.concat(chunks)
  const { buffer, byteOffset, length } = bytes
  const text = Buffer.from(buffer, byteOffset, length).toString()
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
