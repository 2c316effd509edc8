import { usageError } from '../../errors/cli-error.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Servers begin not later than that before they are wanted. */
const leastLeadMs = 60_000
/** Many at once take longer than one alone. */
const reserve = 2

/**
 * The moment that is meant by `09:00` or `2026-12-01T09:00`, by the machine's own clock and time zone. A time of day is the next one, but
 * for one that has been for less than an hour: whoever names that is late.
 *
 * @param now - Both in milliseconds since 1970.
 * @throws {@link CliError} for anything else, and for a moment that has been for longer.
 */
export function momentOf(text: string, now: number): number {
  const [time, hours = '', minutes = '', seconds = '0'] =
    /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? []
  const moment =
    time === undefined ? Date.parse(text) : new Date(now).setHours(+hours, +minutes, +seconds, 0)
  const isTime = +hours < 24 && +minutes < 60 && +seconds < 60
  if (!isTime || Number.isNaN(moment) || (time === undefined && !text.includes('T'))) {
    throw usageError(`"${text}" is no time`, 'Say 09:00, or 2026-12-01T09:00.')
  }
  if (moment > now - hourMs) return moment
  if (time === undefined) throw usageError(`${text} is over`)
  // Not 24 hours later, where the clocks change.
  return new Date(moment).setDate(new Date(moment).getDate() + 1)
}

/**
 * How long before they are wanted servers must begin, in milliseconds.
 *
 * @param startMs - How long one took.
 * @param count - How many they are.
 * @param concurrency - How many start at once.
 */
export const leadMsOf = (startMs: number, count: number, concurrency: number): number =>
  Math.max(leastLeadMs, reserve * startMs * Math.ceil(count / concurrency))

/** A moment as a clock on the wall has it, with its day unless that is today. */
export function wallTime(moment: number, now: number): string {
  // As Sweden writes it: 2026-12-01 09:00:00.
  const text = new Date(moment).toLocaleString('sv-SE')
  const isSoon = moment - now < dayMs && new Date(moment).getDate() === new Date(now).getDate()
  return isSoon ? text.slice(11) : text
}
