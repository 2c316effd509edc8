import type { WireAnswer } from './exchange.ts'

/** The body of an answer as data; `known` takes out of a text what differs from one hub to the next. */
export function describeBody(
  { headers, text }: WireAnswer,
  known: (text: string) => string,
): unknown {
  if (text === '') return ''
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  switch (type) {
    case 'application/json':
      return describeJson(JSON.parse(text), known)
    case 'text/event-stream':
      return describeEvents(text, known)
    case 'text/html':
      return describePage(text)
    case 'text/plain':
      return describeMetrics(text)
    default:
      return known(text)
  }
}

/** Fields that tell of the machine that the hub runs on; of each, its type is told. */
const ofMachine: ReadonlySet<string> = new Set([
  'class',
  'pid',
  'python',
  'sys_executable',
  'target',
])

/** Fields that are sets for the hub, or come from its database as they happen to lie there. */
const sets: ReadonlySet<string> = new Set(['groups', 'roles', 'scope', 'scopes', 'users'])

function describeJson(value: unknown, known: (text: string) => string): unknown {
  if (typeof value === 'string') return known(value)
  if (Array.isArray(value)) return value.map((item) => describeJson(item, known))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      known(key),
      ofMachine.has(key) ? typeof inner : describeField(key, describeJson(inner, known)),
    ]),
  )
}

function describeField(key: string, value: unknown): unknown {
  if (key === 'message' && typeof value === 'string') {
    return value.replace(/(?<=scopes )\S+,\S+/, (scopes) => scopes.split(',').toSorted().join())
  }
  if (!sets.has(key)) return value
  if (typeof value === 'string') return value.split(' ').toSorted().join(' ')
  return isListOfTexts(value) ? value.toSorted() : value
}

const isListOfTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** How many events there are is a matter of time. */
function describeEvents(text: string, known: (text: string) => string): unknown {
  const events = eventsIn(text).map((event) => describeJson(event, known))
  const kinds = new Set(events.map((event) => Object.keys(Object(event)).toSorted().join()))
  return { first: events[0], last: events.at(-1), kinds: [...kinds].toSorted() }
}

const eventsIn = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as unknown)

/** What a browser needs of it: where its forms go, and what they send. */
function describePage(text: string): unknown {
  const [, title] = /<title>([^<]*)<\/title>/.exec(text) ?? []
  const fields = [...text.matchAll(/<(?:input|textarea|select)\b[^>]*\bname="([^"]*)"/g)]
  const names = new Set(fields.map(([, name = '']) => name))
  return { title: title?.trim(), fields: [...names].toSorted() }
}

/** Numbers differ from one moment to the next, and many metrics come with the first thing that they measure. */
const describeMetrics = (text: string): unknown => ({
  metrics: text.includes('# TYPE jupyterhub_'),
  lines: text.includes('\n'),
})
