import { ForbiddenError } from '../errors.ts'
import type { HubResponseError } from '../errors.ts'
import type { RefusalCause } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import { isMasked } from '../transport/masked.ts'
import { canDo } from './can-do.ts'
import { scopesOf } from './operation-target.ts'
import type { OperationTarget } from './operation-target.ts'
import { readScope } from './scopes.ts'
import { isAtLeast } from './version.ts'

/** What is known about a refusal. */
export interface Evidence {
  readonly error: HubResponseError
  /** The hub's own words; `''` if it had none. */
  readonly words: string
  readonly target: OperationTarget
  readonly version: string | undefined
  /** How the request said who makes it. */
  readonly credential: 'token' | 'cookie' | 'none'
  /** Who makes it; `undefined` if the hub does not know. */
  readonly identity: Identity | undefined
  /** Whether the hub knows the token, though it may take it for nobody's; `undefined` if that cannot be told. */
  readonly tokenIsKnown: boolean | undefined
}

/** Why the hub refused. */
export function causeOf(evidence: Evidence): RefusalCause {
  const { error, words, credential, identity } = evidence
  if (staleOwner(words) !== undefined) return 'stale_login'
  if (error.anonymous) return error.status === 403 ? 'wrong_login' : 'other'
  if (identity === undefined) {
    if (error.status === 404) return 'other'
    return credential === 'token' ? causeOfToken(evidence) : causeWithout(evidence)
  }
  if (/xsrf/i.test(words)) return 'xsrf'
  if (words.startsWith('Only admins')) return 'admin_only'
  return causeInScopes(evidence, identity)
}

/** Whose login has to be renewed before the server can start. */
export function staleOwner(words: string): string | undefined {
  return /^auth has expired for (.+), login again$/.exec(words)?.[1]
}

function causeOfToken({ tokenIsKnown }: Evidence): RefusalCause {
  return tokenIsKnown === true ? 'stale_login' : 'unknown_token'
}

function causeWithout({ credential, version = '', words }: Evidence): RefusalCause {
  if (credential === 'none') return 'no_token'
  // Hubs up to 3.1 look at the `Referer`, and take who sends none for nobody.
  return /xsrf/i.test(words) || !isAtLeast(version, '4.0') ? 'xsrf' : 'no_login'
}

function causeInScopes(evidence: Evidence, identity: Identity): RefusalCause {
  const { error, target, version, words } = evidence
  if (error.status === 404 && !isMasked(error)) return 'no_such_target'
  if (neededToo(words) !== undefined) return 'missing_scope'
  const { operation } = error
  const holds = held(evidence)
  if (operation === undefined) return causeByNeeds(evidence, holds)
  const isNewToken = operation === 'POST /users/{user}/tokens'
  const verdict = canDo(identity, operation, target, { version })
  // New tokens are refused with 403 for users who do not exist, too.
  if (verdict === 'yes') return isMasked(error) || isNewToken ? 'no_such_target' : 'other'
  if (identity.scopes === undefined) return identity.admin === true ? 'other' : 'admin_only'
  if (verdict === 'no' && isNewToken && identity.kind === 'service' && holds.length > 0) {
    return 'service_filter'
  }
  if (verdict === 'maybe' && isMasked(error)) return 'hidden_target'
  return verdict === 'no' && holds.length > 0 ? 'filter' : causeByNeeds(evidence, holds)
}

/** By the scopes that the hub names, or the table. */
function causeByNeeds(evidence: Evidence, holds: readonly string[]): RefusalCause {
  if (needsOf(evidence).length === 0) return 'other'
  if (holds.length === 0) return 'missing_scope'
  return evidence.words.startsWith('Action is not authorized') ? 'filter' : 'other'
}

/** Scopes any one of which would do. */
export function needsOf({ error, version, words }: Evidence): readonly string[] {
  const too = neededToo(words)
  if (too !== undefined) return [too]
  if (error.operation !== undefined) return scopesOf(error.operation, version)
  return ForbiddenError.isInstance(error) ? error.requiredScopes : []
}

/** What is held of them, with their filters. */
export function held(evidence: Evidence): string[] {
  const needs = needsOf(evidence)
  const { scopes = [] } = evidence.identity ?? {}
  return scopes.filter((scope) => needs.includes(readScope(scope).base))
}

/** A scope that the hub asks for besides those of the operation, in words of its own. */
export function neededToo(words: string): string | undefined {
  return (/^Need scope '([^']+)'/.exec(words) ?? / with scope (.+)$/s.exec(words))?.[1]
}
