import type { CutPoint } from './faults.ts'

/** How much of an answer may be given by now, and whether it breaks off there. */
export interface Allowance {
  readonly bytes: number
  readonly cut: boolean
}

/**
 * How much of an answer may be given before it breaks off. {@link CutPoint} says what the places mean.
 *
 * @param bytes - What has come of the raw answer.
 * @param ended - Whether that is all of it.
 */
export function allowance(at: CutPoint, bytes: Buffer, ended: boolean): Allowance {
  const blankLine = bytes.indexOf('\r\n\r\n')
  const head = blankLine + 4
  if (!ended && (blankLine === -1 || !isStream(bytes, head))) return { bytes: 0, cut: false }
  const place = placeOf(at, bytes, head, ended)
  if (place !== undefined && place <= bytes.length) return { bytes: place, cut: true }
  return { bytes: at === 'before-last-byte' ? bytes.length - 1 : bytes.length, cut: ended }
}

function placeOf(at: CutPoint, bytes: Buffer, head: number, ended: boolean): number | undefined {
  if (typeof at === 'number') return at
  if (typeof at === 'object') return inEvents(bytes, head, at.events)
  const line = bytes.indexOf('\r\n') + 2
  const half = isStream(bytes, head) ? inEvents(bytes, head, 0.5) : (head + bytes.length) >> 1
  const places = {
    nothing: 0,
    'in-status-line': line >> 1,
    'in-head': (line + head) >> 1,
    'after-head': head,
    'in-body': half,
    'before-last-byte': ended ? bytes.length - 1 : undefined,
  }
  return places[at]
}

/** Behind that many events, and the given part of the next. */
function inEvents(bytes: Buffer, head: number, count: number): number | undefined {
  const whole = Math.floor(count)
  if (count === 0) return head
  // A start without an event is a blank line, which only keeps the connection.
  const events = [...bytes.toString('latin1', head).matchAll(/^data:.*\n\n/gm)]
  const event = events[count === whole ? whole - 1 : whole]
  const part = count === whole ? 1 : count - whole
  return event && head + event.index + Math.floor(part * event[0].length)
}

function isStream(bytes: Buffer, head: number): boolean {
  return /^content-type: *text\/event-stream/im.test(bytes.toString('latin1', 0, head))
}
