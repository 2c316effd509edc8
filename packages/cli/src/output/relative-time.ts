import { counted } from './counted.ts'

/** The hub's clock may be ahead by so much, and what was just now is still that. */
const clockErrorMs = 5000
const day = 24 * 3600
const year = ['year', 365 * day, Infinity] as const

/** With how many seconds each has, and from how many on the next one is taken. */
const units = [
  ['minute', 60, 60],
  ['hour', 3600, 24],
  ['day', day, 60],
  ['month', 30 * day, 13],
  year,
] as const

/**
 * A moment as people say it: `3 hours ago`, `in 2 days`. What is ahead is rounded: a token of 30 days has 30 of them, also a second
 * after it was made.
 *
 * @param timestamp - As the hub writes it.
 * @param now - Milliseconds since 1970.
 */
export function relativeTime(timestamp: string, now: number): string {
  const ms = Date.parse(timestamp)
  if (Number.isNaN(ms)) return timestamp
  const isAhead = ms > now + clockErrorMs
  const seconds = Math.abs(ms - now) / 1000
  if (seconds < 60) return isAhead ? 'in less than a minute' : 'just now'
  const whole = isAhead ? Math.round : Math.floor
  const [unit, size] = units.find(([, each, next]) => whole(seconds / each) < next) ?? year
  const words = counted(whole(seconds / size), unit)
  return isAhead ? `in ${words}` : `${words} ago`
}
