import { checkScopesExist, excessScopes } from '../auth/excess.ts'
import { rawScopes } from '../auth/scopes-of.ts'
import { HttpError, crash } from '../http/errors.ts'
import { iterateNames } from '../models/check.ts'
import type { Hub } from '../hub.ts'
import { isTruthy, repr } from '../python/repr.ts'
import type { Role } from '../state/role.ts'
import type { Token } from '../state/token.ts'
import type { User } from '../state/user.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * Makes the token that a body asks for.
 *
 * @throws {@link HttpError} 400, on hub 2.x 403 or 404 for roles, 500 for what old hubs do not check.
 */
export function makeToken(hub: Hub, owner: User, body: Body, note: string): Token {
  checkTypes(hub, body)
  const expiresAt = expiryOf(hub, body['expires_in'])
  const power = powerOf(hub, owner, body)
  return hub.state.tokens.create({ owner, note, expiresAt, ...power })
}

function checkTypes({ traits }: Hub, body: Body): void {
  if (!traits.tokenRequestTypes) return
  for (const key of ['roles', 'scopes']) {
    const value = body[key] ?? null
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string')
    if (value !== null && !isList) {
      const sentence = `token ${key} must be null or a list of strings, not ${repr(value)}`
      throw new HttpError(400, sentence)
    }
  }
}

function expiryOf({ traits, config, clock }: Hub, given: unknown): number | null {
  let seconds: unknown = given ?? null
  const isInteger = Number.isInteger(seconds) || typeof seconds === 'boolean'
  if (traits.integerExpiry && seconds !== null && !isInteger) {
    throw new HttpError(400, `token expires_in must be null or integer, not ${repr(seconds)}`)
  }
  const most = config.token_expires_in_max_seconds
  if (traits.tokenLifetimeLimit && most > 0) {
    seconds ??= most
    if (Number(seconds) > most) {
      throw new HttpError(400, `token expires_in: ${repr(seconds)} must not exceed ${most}`)
    }
  }
  // As this is not a lifetime for the hub, 0 gets past every limit.
  if (seconds === null || (traits.zeroExpiryIsNever && !isTruthy(seconds))) return null
  if (typeof seconds !== 'number' && typeof seconds !== 'boolean') throw crash()
  if (!traits.expiryChecked) {
    if (Number(seconds) <= 0) throw crash()
    return clock.now() + Number(seconds) * 1000
  }
  const whole = Math.trunc(Number(seconds))
  if (whole < 1) {
    throw new HttpError(400, `expires_in must be a positive integer or null, not ${whole}`)
  }
  return clock.now() + whole * 1000
}

function powerOf(hub: Hub, owner: User, body: Body): Partial<Pick<Token, 'scopes' | 'roles'>> {
  const roles = (body['roles'] ?? null) as string[] | null
  const scopes = (body['scopes'] ?? null) as string[] | null
  if (hub.traits.tokenRoles) return { roles: heldRoles(hub, owner, roles) }
  if (!hub.traits.tokenScopes) return {}
  if (roles !== null && scopes !== null) {
    throw new HttpError(400, 'Can only assign one of scopes or roles when creating tokens.')
  }
  const raw = scopes ?? [
    ...rawScopes(iterateNames(roles ?? ['token']).map((name) => roleNamed(hub, name))),
  ]
  checkScopesExist(hub, raw, 'token')
  checkExcess(hub, owner, raw)
  return { scopes: raw }
}

function roleNamed({ state }: Hub, name: string): Role {
  const role = state.roles.get(name)
  if (role === undefined) throw new HttpError(400, `No such role: ${name}`)
  return role
}

/**
 * Refuses scopes that somebody does not hold.
 *
 * @throws {@link HttpError} 400.
 */
export function checkExcess(hub: Hub, owner: Token['owner'], raw: readonly string[]): void {
  const excess = excessScopes(hub, owner, raw)
  if (excess.length === 0) return
  const kind = owner.kind === 'user' ? 'User' : 'Service'
  const sentence = `Not assigning requested scopes ${excess.join(',')} not held by ${kind} ${owner.name}`
  throw new HttpError(400, sentence)
}

/** Hub 2.x keeps roles, of which the owner has to hold each, or all that is in it. */
function heldRoles(hub: Hub, owner: User, names: readonly string[] | null): Role[] {
  return iterateNames(names ?? ['token']).map((name) => {
    const role = hub.state.roles.get(name)
    if (role === undefined) throw new HttpError(404, `Requested roles ${repr(names)} not found`)
    if (!owner.roles.has(role) && excessScopes(hub, owner, role.scopes).length > 0) {
      const sentence = `Requested roles ${repr(names)} cannot have higher permissions than the token owner`
      throw new HttpError(403, sentence)
    }
    return role
  })
}
