import { checkScopesExist } from '../auth/excess.js'
import { crash } from '../http/errors.js'
import { refusal } from '../python/pydantic.js'
import { isDict, isTruthy } from '../python/repr.js'
/**
 * Reads a body that says whom to share a server with.
 *
 * @throws `HttpError` 400; 500 for scopes that do not exist, and for what is no object.
 */
export function readShareRequest(call, model) {
  const body = bodyOf(call)
  const fields = ['scopes', 'user', 'group']
  const complaints = [
    ...checkScopes(call, body),
    ...['user', 'group'].flatMap((name) => checkText(name, body[name])),
    ...checkExtra(body, fields),
  ]
  if (complaints.length > 0) throw refusal(model, complaints)
  const { user = null, group = null } = body
  const sentence = checkTarget(user, group)
  if (sentence !== undefined) {
    throw refusal(model, [
      { type: 'value_error', sentence: `Value error, ${sentence}`, input: body },
    ])
  }
  return { scopes: scopesOf(body), user, group }
}
/**
 * Reads a body that says what code to make.
 *
 * @throws `HttpError` 400; 500 for scopes that do not exist, and for what is no object.
 */
export function readShareCodeRequest(call) {
  const body = bodyOf(call)
  const lifetime = Object.hasOwn(body, 'expires_in') ? body['expires_in'] : day
  const complaints = [
    ...checkScopes(call, body),
    ...checkLifetime(lifetime),
    ...checkExtra(body, ['scopes', 'expires_in']),
  ]
  if (complaints.length > 0) throw refusal('ShareCodeGrantRequest', complaints)
  return { scopes: scopesOf(body), expires_in: toInt(lifetime) ?? day }
}
const day = 86_400
function bodyOf(call) {
  const body = call.json()
  if (!isTruthy(body)) return {}
  if (!isDict(body)) throw crash()
  return body
}
const scopesOf = ({ scopes }) => (isTruthy(scopes) ? scopes : null)
function checkTarget(user, group) {
  if (user && group) return 'Expected exactly one of `user` or `group`, not both.'
  if (user === null && group === null) return 'Specify exactly one of `user` or `group`'
  return undefined
}
function checkScopes({ hub }, { scopes: input = null }) {
  if (input === null) return []
  if (!Array.isArray(input)) {
    const sentence = 'Input should be a valid list'
    return [{ place: 'scopes', type: 'list_type', sentence, input }]
  }
  const complaints = input.flatMap((item, index) =>
    item === null ? [noText(`scopes.${index}`, item)] : checkText(`scopes.${index}`, item),
  )
  if (complaints.length === 0) {
    try {
      checkScopesExist(hub, input, 'share')
    } catch {
      // A Python `KeyError`, which pydantic takes for no complaint.
      throw crash()
    }
  }
  return complaints
}
const checkText = (place, input = null) =>
  input === null || typeof input === 'string' ? [] : [noText(place, input)]
const noText = (place, input) => ({
  place,
  type: 'string_type',
  sentence: 'Input should be a valid string',
  input,
})
const checkExtra = (body, fields) =>
  Object.entries(body)
    .filter(([name]) => !fields.includes(name))
    .map(([place, input]) => ({
      place,
      type: 'extra_forbidden',
      sentence: 'Extra inputs are not permitted',
      input,
    }))
function checkLifetime(input) {
  const [least, most] = [60, 365 * day]
  const told = (type, sentence) => [
    { place: 'expires_in', type, sentence: `Input should be ${sentence}`, input },
  ]
  const seconds = toInt(input)
  if (seconds === undefined) {
    const valid = 'a valid integer'
    if (typeof input === 'number')
      return told('int_from_float', `${valid}, got a number with a fractional part`)
    if (typeof input === 'string')
      return told('int_parsing', `${valid}, unable to parse string as an integer`)
    return told('int_type', valid)
  }
  if (seconds < least) return told('greater_than_equal', `greater than or equal to ${least}`)
  if (seconds > most) return told('less_than_equal', `less than or equal to ${most}`)
  return []
}
/** A whole number, or what pydantic takes for one. */
function toInt(value) {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.0+)?\s*$/.test(value)) return undefined
  return Number(value)
}
//# sourceMappingURL=share-request.js.map
