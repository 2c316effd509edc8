/**
 * Gives an answer unless a signal says first that nobody waits for it, and ends its body when it does so later.
 *
 * @param release - Called when the signal is looked at no more.
 */
export async function untilAborted(
  signal: AbortSignal,
  answer: Promise<Response>,
  release: () => void = () => {},
): Promise<Response> {
  let forget = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    forget = () => signal.removeEventListener('abort', onAbort)
  })
  try {
    const response = await Promise.race([answer, aborted])
    // The other bodies are there already.
    const streams = response.headers.get('content-type') === 'text/event-stream'
    if (streams) return endedBy(signal, response, release)
    release()
    return response
  } catch (error) {
    release()
    throw error
  } finally {
    forget()
  }
}

/** An answer whose body ends when a signal says that nobody waits for it. */
export function endedBy(
  signal: AbortSignal,
  response: Response,
  release: () => void = () => {},
): Response {
  const { body, status, headers } = response
  return body === null
    ? response
    : new Response(endable(signal, body, release), { status, headers })
}

/** Hands on what is asked for, and reads nothing ahead: an error would be told before what had come by then. */
function endable(
  signal: AbortSignal,
  body: ReadableStream<Uint8Array>,
  release: () => void,
): typeof body {
  const reader = body.getReader()
  let onAbort = (): void => {}
  const forget = (): void => {
    signal.removeEventListener('abort', onAbort)
    release()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          release()
          controller.error(signal.reason)
          reader.cancel(signal.reason).catch(() => {})
        }
        signal.addEventListener('abort', onAbort, { once: true })
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (signal.aborted) return
        if (!done) return controller.enqueue(value)
        forget()
        controller.close()
      },
      cancel(reason) {
        forget()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
