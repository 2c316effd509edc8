import type { Clock } from '../clock.ts'
import { sleep } from '../clock.ts'
import { connectionLost } from './connection-lost.ts'

type Body = ReadableStream<Uint8Array>

/** Ends a body with an error after so many bytes; a shorter one, too. */
export const cut = (body: Body, bytes: number): Body =>
  generated(body, async function* parts(chunks) {
    let left = bytes
    for await (const chunk of chunks) {
      yield chunk.subarray(0, left)
      left -= chunk.length
      if (left <= 0) break
    }
    throw connectionLost('terminated')
  })

/** Lets a body through in small pieces, each after a while. */
export const drip = (body: Body, bytes: number, every: number, clock: Clock): Body =>
  generated(body, async function* parts(chunks) {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += bytes) {
        await sleep(clock, every)
        yield chunk.subarray(start, start + bytes)
      }
    }
  })

/** Holds a body until all of it is there. */
export const buffered = (body: Body): Body =>
  generated(body, async function* parts(chunks) {
    const held: Uint8Array<ArrayBuffer>[] = []
    for await (const chunk of chunks) held.push(new Uint8Array(chunk))
    yield new Uint8Array(await new Blob(held).arrayBuffer())
  })

function generated(
  source: Body,
  parts: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>,
): Body {
  const reader = source.getReader()
  const generator = parts(chunksOf(reader))
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await generator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      // A generator that waits for the next chunk would take note of it only then.
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // The hub stops what nobody reads any more.
    await reader.cancel()
  }
}
