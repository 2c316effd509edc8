import type { WireResponse } from '../transport/wire.ts'

/** Ends what a response that nobody holds any more, and nobody has read, would keep open. */
const dropped = new FinalizationRegistry<() => Promise<void>>((cancel) => {
  void cancel()
})

/** A `Response` as `fetch` gives it, for middleware. */
export function webResponse(
  url: string,
  { status, statusText, body }: WireResponse,
  headers: readonly [name: string, value: string][],
): Response {
  const stream = body === null ? null : streamOf(body)
  const response = new Response(stream, { status, statusText, headers: [...headers] })
  Object.defineProperty(response, 'url', { value: url })
  if (body !== null && stream !== null) dropped.register(stream, () => body.cancel())
  return response
}

function streamOf(body: NonNullable<WireResponse['body']>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) controller.close()
        // A copy, as programs may keep it, or hand on the memory it is in, which is Node's for all buffers.
        else controller.enqueue(new Uint8Array(value))
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  )
}
