import type { RecordedAnswer, RecordedExchange } from 'testbed'

/** Something in which the emulator's answer is not the hub's. */
export interface Difference {
  /** Which exchange, and what it was: `#12 POST /hub/api/users as ${token:root}`. */
  readonly exchange: string
  /** Where: `body.servers.lab.ready`. */
  readonly at: string
  readonly real: unknown
  readonly emulated: unknown
}

/** Compares the answers of an emulated hub with the recorded ones. */
export function compare(
  exchanges: readonly RecordedExchange[],
  answers: readonly RecordedAnswer[],
): Difference[] {
  return exchanges.flatMap((recorded, index) => {
    const exchange = titleOf(recorded, index)
    return differencesIn(recorded.answer, answers[index]).map(({ at, real, emulated }) => ({
      exchange,
      at,
      real,
      emulated,
    }))
  })
}

/** A difference as it is printed. */
export const lineOf = ({ exchange, at, real, emulated }: Difference): string =>
  `${exchange}\n    ${at}: the hub ${show(real)}, the emulator ${show(emulated)}`

function titleOf({ request }: RecordedExchange, index: number): string {
  const { method, path, headers, body } = request
  const { authorization, cookie, ...more } = headers
  const who = authorization ?? (cookie === undefined ? 'nobody' : 'cookies')
  const rest = Object.keys(more).length === 0 ? '' : ` ${JSON.stringify(more)}`
  return `#${index} ${method} ${path} by ${who}${rest}${body === undefined ? '' : ` ${body.replaceAll('\n', String.raw`\n`)}`}`
}

type Place = Omit<Difference, 'exchange'>

function differencesIn(real: unknown, emulated: unknown, at = ''): Place[] {
  if (!isBranch(real) || !isBranch(emulated) || Array.isArray(real) !== Array.isArray(emulated)) {
    return Object.is(real, emulated) ? [] : [{ at, real, emulated }]
  }
  const keys = new Set([...Object.keys(real), ...Object.keys(emulated)])
  return [...keys].flatMap((key) =>
    differencesIn(real[key], emulated[key], at === '' ? key : `${at}.${key}`),
  )
}

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const longest = 200

function show(value: unknown): string {
  const text = value === undefined ? 'has nothing' : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
