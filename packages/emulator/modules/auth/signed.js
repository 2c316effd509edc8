import { hashOf } from '../http/etag.js'
/** Signs a value as tornado's cookies are signed, by their look: it keeps no one from forging any. */
export function signValue(hub, name, value) {
  const seconds = Math.floor(hub.clock.now() / 1000)
  const fields = [String(seconds), name, btoa(value)].map((field) => `${field.length}:${field}`)
  const text = `2|1:0|${fields.join('|')}|`
  return text + signatureOf(hub, text)
}
/** The value that was signed under a name; `undefined` if it was not, or too long ago. */
export function readSigned(hub, name, signed, maxAgeDays) {
  const [, text = '', seconds, signedName, value = '', signature] = pattern.exec(signed) ?? []
  if (signature !== signatureOf(hub, text) || signedName !== name) return undefined
  const age = hub.clock.now() / 1000 - Number(seconds)
  return age > maxAgeDays * 24 * 3600 ? undefined : atob(value)
}
const pattern = /^(2\|1:0\|\d+:(\d+)\|\d+:([^|]*)\|\d+:([\w+/=]*)\|)([0-9a-f]{64})$/
const signatureOf = ({ cookieSecret }, text) =>
  [0, 1, 2, 3].map((part) => hashOf(`${part}${cookieSecret}${text}`)).join('')
//# sourceMappingURL=signed.js.map
