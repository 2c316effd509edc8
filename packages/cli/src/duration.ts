import { usageError } from './errors/cli-error.ts'

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/**
 * Seconds of a time that is given as `90m`, `12h` or `30d`; a number alone is seconds.
 *
 * @throws {@link CliError} for anything else, and for none.
 */
export function parseSeconds(input: string): number {
  const [, digits, unit = 's'] = /^([1-9]\d{0,8})([smhd])?$/.exec(input) ?? []
  if (digits === undefined) throw usageError('a time is like 90m, 12h or 30d')
  return Number(digits) * (secondsOf[unit] ?? 1)
}

/** The same, where `0` says that there is no limit. */
export const parseSecondsOrNone = (input: string): number =>
  input === '0' ? 0 : parseSeconds(input)

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** A time as people say it, by its two largest units: `2 h 5 min`, `1 d`. */
export function spanOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const first = units.findIndex(([, size]) => whole >= size)
  if (first < 0) return '0 s'
  let left = whole
  const parts: string[] = []
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.join(' ')
}
