import { checkScopesExist } from '../auth/excess.ts'
import type { Call } from '../http/call.ts'
import { crash } from '../http/errors.ts'
import type { Complaint } from '../python/pydantic.ts'
import { refusal } from '../python/pydantic.ts'
import { isDict, isTruthy } from '../python/repr.ts'

type Body = Readonly<Record<string, unknown>>

/** Whom to share with, or not any more, and what. */
export interface ShareRequest {
  /** `null`: those that are usual. */
  readonly scopes: readonly string[] | null
  readonly user: string | null
  readonly group: string | null
}

/** A code to be made. */
export interface ShareCodeRequest {
  readonly scopes: readonly string[] | null
  readonly expires_in: number
}

/**
 * Reads a body that says whom to share a server with.
 *
 * @throws `HttpError` 400; 500 for scopes that do not exist, and for what is no object.
 */
export function readShareRequest(call: Call, model: string): ShareRequest {
  const body = bodyOf(call)
  const fields = ['scopes', 'user', 'group']
  const complaints = [
    ...checkScopes(call, body),
    ...['user', 'group'].flatMap((name) => checkText(name, body[name])),
    ...checkExtra(body, fields),
  ]
  if (complaints.length > 0) throw refusal(model, complaints)
  const { user = null, group = null } = body as Partial<ShareRequest>
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
export function readShareCodeRequest(call: Call): ShareCodeRequest {
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

function bodyOf(call: Call): Body {
  const body = call.json()
  if (!isTruthy(body)) return {}
  if (!isDict(body)) throw crash()
  return body
}

const scopesOf = ({ scopes }: Body): string[] | null =>
  isTruthy(scopes) ? (scopes as string[]) : null

function checkTarget(user: string | null, group: string | null): string | undefined {
  if (user && group) return 'Expected exactly one of `user` or `group`, not both.'
  if (user === null && group === null) return 'Specify exactly one of `user` or `group`'
  return undefined
}

function checkScopes({ hub }: Call, { scopes: input = null }: Body): Complaint[] {
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
      checkScopesExist(hub, input as string[], 'share')
    } catch {
      // A Python `KeyError`, which pydantic takes for no complaint.
      throw crash()
    }
  }
  return complaints
}

const checkText = (place: string, input: unknown = null): Complaint[] =>
  input === null || typeof input === 'string' ? [] : [noText(place, input)]

const noText = (place: string, input: unknown): Complaint => ({
  place,
  type: 'string_type',
  sentence: 'Input should be a valid string',
  input,
})

const checkExtra = (body: Body, fields: readonly string[]): Complaint[] =>
  Object.entries(body)
    .filter(([name]) => !fields.includes(name))
    .map(([place, input]) => ({
      place,
      type: 'extra_forbidden',
      sentence: 'Extra inputs are not permitted',
      input,
    }))

function checkLifetime(input: unknown): Complaint[] {
  const [least, most] = [60, 365 * day]
  const told = (type: string, sentence: string): Complaint[] => [
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
function toInt(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.0+)?\s*$/.test(value)) return undefined
  return Number(value)
}
