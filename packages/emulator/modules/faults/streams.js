import { sleep } from '../clock.js'
import { connectionLost } from './connection-lost.js'
/** Ends a body with an error after so many bytes; a shorter one, too. */
export const cut = (body, bytes) =>
  generated(body, async function* parts() {
    let left = bytes
    for await (const chunk of chunksOf(body)) {
      yield chunk.subarray(0, left)
      left -= chunk.length
      if (left <= 0) break
    }
    throw connectionLost('terminated')
  })
/** Lets a body through in small pieces, each after a while. */
export const drip = (body, bytes, every, clock) =>
  generated(body, async function* parts() {
    const size = Math.max(1, bytes)
    for await (const chunk of chunksOf(body)) {
      for (let start = 0; start < chunk.length; start += size) {
        await sleep(clock, every)
        yield chunk.subarray(start, start + size)
      }
    }
  })
/** Holds a body until all of it is there. */
export const buffered = (body) =>
  generated(body, async function* parts() {
    yield new Uint8Array(await new Response(body).arrayBuffer())
  })
function generated(source, parts) {
  const generator = parts()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await generator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      async cancel(reason) {
        await (source.locked ? generator.return(undefined) : source.cancel(reason))
      },
    },
    { highWaterMark: 0 },
  )
}
async function* chunksOf(body) {
  const reader = body.getReader()
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
//# sourceMappingURL=streams.js.map
