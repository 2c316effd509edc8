/** Gives an answer unless a signal says first that nobody waits for it, and ends its body when it does so later. */
export async function untilAborted(
  signal: AbortSignal,
  answer: Promise<Response>,
): Promise<Response> {
  let forget = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    forget = () => signal.removeEventListener('abort', onAbort)
  })
  try {
    return withAbort(signal, await Promise.race([answer, aborted]))
  } finally {
    forget()
  }
}

function withAbort(signal: AbortSignal, response: Response): Response {
  // The other bodies are there already.
  const { body, status, headers } = response
  if (body === null || headers.get('content-type') !== 'text/event-stream') return response
  const through = new TransformStream<Uint8Array, Uint8Array>()
  // What the pipe ends with is told to the reader.
  body.pipeTo(through.writable, { signal }).catch(() => {})
  return new Response(through.readable, { status, headers })
}
