const pattern = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * A moment of the hub's, in milliseconds since 1970 with their fractions. One without offset is in UTC, as the hub means it, where
 * `Date.parse` takes it for local time.
 *
 * @returns `undefined` if it cannot be read.
 */
export function parseMoment(text: string): number | undefined {
  const [, day, time, fraction = '', offset = 'Z'] = pattern.exec(text.trim()) ?? []
  if (day === undefined) return undefined
  const zone = offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2').toUpperCase()
  const ms = Date.parse(`${day}T${time}${zone}`)
  return Number.isNaN(ms) ? undefined : ms + Number(`0.${fraction || '0'}`) * 1000
}
