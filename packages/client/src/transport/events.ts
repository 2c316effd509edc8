import { createParser } from 'eventsource-parser'
import { HubProtocolError } from '../errors.ts'
import type { RequestSummary } from '../errors.ts'
import { isObject } from '../input.ts'
import { parseJson } from './body.ts'

/** An event that a spawner would have to send on purpose: the parser holds a whole one in memory. */
const maxEventLength = 1024 * 1024

/**
 * Reads server-sent events out of bytes, however these were cut, and gives what their data says as JSON.
 *
 * @param clean - Takes secrets out of a text.
 */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  request: RequestSummary,
  clean: (text: string) => string,
): AsyncGenerator<Record<string, unknown>, void, undefined> {
  const decoder = new TextDecoder()
  const texts: string[] = []
  const parser = createParser({ onEvent: (event) => texts.push(event.data) })
  let length = 0
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    length = texts.length > 0 ? 0 : length + chunk.length
    if (length > maxEventLength) throw new HubProtocolError('streamed no event in 1 MB', request)
    for (const text of texts.splice(0)) yield parseEvent(text, request, clean)
  }
}

function parseEvent(
  text: string,
  request: RequestSummary,
  clean: (text: string) => string,
): Record<string, unknown> {
  const event = parseJson(text, (_, value) => (typeof value === 'string' ? clean(value) : value))
  if (!isObject(event)) {
    throw new HubProtocolError('streamed no event', request)
  }
  return event
}
