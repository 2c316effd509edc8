import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fakeHub } from './support/fake-hub.ts'

const field = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.constant(null),
)
const step = fc.record(
  {
    progress: fc.integer({ min: 0, max: 100 }),
    message: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Größe: 5 µm', '起動中', '🚀\u2028', 'a\nb', ':'),
    ),
    html_message: fc.string(),
    raw: field,
    ready: fc.constant(false),
  },
  { requiredKeys: [] },
)
const end = fc.constantFrom<object>(
  { progress: 100, ready: true, url: '/user/ada/' },
  { progress: 100, failed: true, message: 'Spawn failed: 💥' },
)
const lineEnd = fc.constantFrom('\n', '\r\n')
/** What may stand between two events and means nothing. */
const filler = fc.constantFrom('', '§', '§§', ': keep-alive§§', ':§', 'id: 5§§', 'retry: 10§')
const spelling = fc.constantFrom('line', 'tight', 'lines', 'named')

const encoder = new TextEncoder()

function written(event: object, how: string): string {
  // The sign for a line end may stand in an event, too.
  const text = JSON.stringify(event).replaceAll('§', '\\u00a7')
  if (how === 'tight') return `data:${text}§§`
  if (how === 'named') return `event: progress§data: ${text}§§`
  if (how === 'line') return `data: ${text}§§`
  // As long messages may come: JSON over several lines.
  const lines = JSON.stringify(JSON.parse(text), null, 1).replaceAll('§', '\\u00a7').split('\n')
  return `${lines.map((line) => `data: ${line}`).join('§')}§§`
}

/** Cuts bytes at the given places, wherever that is. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b)
  return [0, ...at].map((from, index) => bytes.slice(from, at[index] ?? bytes.length))
}

function streamOf(chunks: readonly Uint8Array[]): {
  response: Response
  wasCancelled: () => boolean
} {
  let cancelled = false
  const left = [...chunks]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = left.shift()
      // Once all is given the stream stays open, as a proxy may hold it.
      if (chunk !== undefined) controller.enqueue(chunk)
    },
    cancel() {
      cancelled = true
    },
  })
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  return { response, wasCancelled: () => cancelled }
}

test('any events come through any cuts, line ends, blank lines and comments as they are', async () => {
  const events = fc.array(fc.tuple(step, filler, spelling), { maxLength: 8 })
  const cuts = fc.array(fc.nat(), { maxLength: 60 })
  const everyByte = fc.constant(Array.from({ length: 2000 }, (_, index) => index))
  await fc.assert(
    fc.asyncProperty(
      events,
      fc.tuple(end, filler),
      lineEnd,
      fc.oneof({ weight: 5, arbitrary: cuts }, { weight: 1, arbitrary: everyByte }),
      async (steps, [last, lastFiller], eol, places) => {
        const parts = steps.map(([event, before, how]) => before + written(event, how))
        const text = `${parts.join('')}${lastFiller}${written(last, 'line')}§data: {"late": true}§§`
        const { response, wasCancelled } = streamOf(
          cut(encoder.encode(text.replaceAll('§', eol)), places),
        )
        const { hub } = fakeHub(() => response)
        const seen: object[] = []
        for await (const event of hub.servers.progress('ada', 'lab')) seen.push(event)
        const sent = [...steps.map(([event]) => event), last]
        expect(seen).toEqual(sent.map((event): unknown => JSON.parse(JSON.stringify(event))))
        expect(wasCancelled()).toBe(true)
      },
    ),
  )
})

test('a byte order mark before the first event is none of it', async () => {
  const bytes = encoder.encode('\ufeffdata: {"ready": true}\n\n')
  for (const places of [[], [1], [2], [3], [1, 2, 3, 4]]) {
    const { hub } = fakeHub(() => streamOf(cut(bytes, places)).response)
    const seen: object[] = []
    for await (const event of hub.servers.progress('ada')) seen.push(event)
    expect(seen).toEqual([{ ready: true }])
  }
})
