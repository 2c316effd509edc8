import { HubConnectionError, HubProtocolError } from '../errors.ts'
import { cleanerOf, summarize } from './attempt.ts'
import type { Attempt, TimeLimit } from './attempt.ts'
import { checkUrl, isHtml } from './body.ts'
import { readEvents } from './events.ts'
import { exchange, receive } from './exchange.ts'
import type { Plan } from './plan.ts'
import { repeatedly } from './repeat.ts'
import type { WireResponse } from './wire.ts'

/** The hub writes a blank line every 8 s: after three of them missed, the stream is dead. */
const defaultIdleMs = 30_000

/**
 * Opens a stream and gives its events, up to the one that `isLast` tells; a stream that ends before was cut. Opening is
 * repeated as any call is; once open, a stream is not: what follows a lost connection is for the caller to decide. Leaving
 * the loop closes the connection.
 *
 * @param ms - The longest silence, in milliseconds.
 */
export async function* streamEvents(
  plan: Plan,
  isLast: (event: Record<string, unknown>) => boolean,
  ms: number = defaultIdleMs,
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  const limitOf = (): TimeLimit => ({ name: 'idle', ms, set: ms })
  const [attempt, response] = await repeatedly(
    plan,
    limitOf,
    async (current): Promise<[Attempt, WireResponse]> => [current, await exchange(current)],
  )
  const request = summarize(attempt)
  try {
    if (isHtml(response)) {
      response.body?.cancel().catch(() => {})
      throw new HubProtocolError(`answered with a web page: ${checkUrl}`, request)
    }
    const chunks = readChunks(attempt, response)
    for await (const event of readEvents(chunks, request, cleanerOf(attempt))) {
      yield event
      if (isLast(event)) return
    }
    throw new HubConnectionError('the stream ended too early', request)
  } finally {
    attempt.deadline.dispose()
  }
}

async function* readChunks(
  attempt: Attempt,
  response: WireResponse,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (response.body === null) return
  const reader = response.body.getReader()
  let ended = false
  try {
    while (!ended) {
      // Silence counts, not the time that the caller takes over a chunk.
      attempt.deadline.restart()
      const { done, value } = await receive(attempt, attempt.deadline.race(reader.read()))
      attempt.deadline.pause()
      ended = done
      if (value !== undefined) yield value
    }
  } finally {
    // Not awaited: a source that ignores the cancel would keep the caller here.
    if (!ended) reader.cancel().catch(() => {})
  }
}
