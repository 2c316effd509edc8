/** Writes a moment as the hub does: six digits after the seconds, or none if they are all zero. */
export function isoformat(moment) {
  if (moment === null) return null
  const seconds = Math.floor(moment / 1000)
  const micros = Math.round((moment - seconds * 1000) * 1000)
  const whole = wholeSeconds(seconds)
  return micros === 0 ? `${whole}Z` : `${whole}.${String(micros).padStart(6, '0')}Z`
}
let last = { seconds: 0, text: '1970-01-01T00:00:00' }
/** Most of 200 users were made in the same second. */
function wholeSeconds(seconds) {
  if (last.seconds !== seconds) {
    last = { seconds, text: new Date(seconds * 1000).toISOString().slice(0, 19) }
  }
  return last.text
}
const isoPattern =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?$/i
/** Reads a moment, taking one without an offset for UTC; `undefined` if it is none. */
export function parseMoment(text) {
  if (typeof text !== 'string') return undefined
  const match = isoPattern.exec(text.trim())
  if (match === null) return parseLoosely(text)
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone = 'Z'] = match
  const parts = [year, month, day, hour, minute, second].map(Number)
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts
  const whole = Date.UTC(y, m - 1, d, h, min, s)
  // Days that the month does not have are no dates.
  if (new Date(Date.UTC(y, m - 1, d)).getUTCDate() !== d || h > 23 || min > 59 || s > 59)
    return undefined
  return whole + Number(fraction.padEnd(6, '0').slice(0, 6)) / 1000 - offsetOf(zone)
}
function offsetOf(zone) {
  if (/^z$/i.test(zone)) return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
/** What else Python's `dateutil` makes something of is left to the platform, as UTC. */
function parseLoosely(text) {
  if (!/\d/.test(text)) return undefined
  const moment = Date.parse(/[+-]\d|z|gmt|utc/i.test(text) ? text : `${text} UTC`)
  return Number.isNaN(moment) ? undefined : moment
}
//# sourceMappingURL=time.js.map
