import type { RecordedAnswer, WireAnswer } from './exchange.ts'
import { describeBody } from './describe-body.ts'
import type { Ledger } from './ledger.ts'

/** Headers that say nothing of the hub's. */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'set-cookie',
  'transfer-encoding',
])

/** Leaves out of an answer what differs from one hub to the next. */
export function describeAnswer(answer: WireAnswer, ledger: Ledger): RecordedAnswer {
  const { status, headers } = answer
  const known = (text: string): string => withoutMoments(ledger.hide(text))
  const cookies = headers.getSetCookie().map((line) => known(describeCookie(line)))
  return {
    status,
    headers: {
      ...Object.fromEntries(
        [...headers]
          .filter(([name]) => !ofConnection.has(name))
          .map(([name, value]) => [name, name === 'etag' ? 'some' : known(value)]),
      ),
      ...(cookies.length > 0 && { 'set-cookie': cookies.toSorted() }),
    },
    body: describeBody(answer, known),
  }
}

/** Its name, whether it has a value, and its attributes. */
function describeCookie(line: string): string {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const equals = pair.indexOf('=')
  const value = pair.slice(equals + 1).replaceAll('"', '') === '' ? '' : '…'
  return [
    `${pair.slice(0, equals)}=${value}`,
    ...attributes.map((text) => text.replace(/^expires=.*/i, 'expires=…')),
  ].join('; ')
}

/** Times keep their form, addresses of loopback lose their port. */
function withoutMoments(text: string): string {
  return (
    text
      // One in so many falls on a whole second, and is told without a fraction.
      .replaceAll(
        /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?/g,
        (_, fraction = '.000000') => `0000-00-00T00:00:00${fraction.replaceAll(/\d/g, '0')}`,
      )
      // The beginning of a token, in what Python shows of one.
      .replaceAll(/(?<=\w+\(')[\w-]{4}(?=\.\.\.')/g, '0000')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:0')
  )
}
