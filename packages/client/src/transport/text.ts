import type { ByteStream, WireResponse } from './wire.ts'

const decoder = new TextDecoder()

/**
 * The text of a response of Node's own `fetch`. It tells the reader of a body that the body has ended in turns of its own, which
 * took 8 to 10 % of a `fetch` with `text()` (2026-11-29, 2 cores, AMD EPYC, Node 20.20.2 to 26.10.0). A body that has all bytes of
 * its `Content-Length` is whole, and its connection free, without that.
 */
export function readText(response: WireResponse): Promise<string> {
  const { body, headers } = response
  // Of what is compressed, it is another length.
  const isPlain = headers.get('content-encoding') === null
  const length = isPlain ? Number(headers.get('content-length')) : 0
  // A program may have put another `fetch` in the place of Node's.
  return body instanceof ReadableStream && length > 0 ? readBytes(body, length) : response.text()
}

async function readBytes(body: ByteStream, length: number): Promise<string> {
  const reader = body.getReader()
  const first = await reader.read()
  if (first.value?.length === length) return decoder.decode(first.value)

  const ownDecoder = new TextDecoder()
  let text = ''
  let left = length
  for (let chunk = first; !chunk.done; chunk = await reader.read()) {
    text += ownDecoder.decode(chunk.value, { stream: true })
    left -= chunk.value.length
    if (left === 0) break
  }
  return text + ownDecoder.decode()
}
