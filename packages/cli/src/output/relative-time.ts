import { counted } from './counted.ts'

const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const

/**
 * A moment as people say it: `3 hours ago`, `in 2 days`.
 *
 * @param timestamp - As the hub writes it.
 * @param now - Milliseconds since 1970.
 */
export function relativeTime(timestamp: string, now: number): string {
  const ms = Date.parse(timestamp)
  if (Number.isNaN(ms)) return timestamp
  const seconds = Math.abs(ms - now) / 1000
  const [unit, size] = units.find(([, least]) => seconds >= least) ?? []
  if (unit === undefined) return ms > now ? 'in less than a minute' : 'just now'
  const count = Math.floor(seconds / size)
  const words = counted(count, unit)
  return ms > now ? `in ${words}` : `${words} ago`
}
