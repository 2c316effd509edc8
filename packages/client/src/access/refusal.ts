import type { HubResponseError } from '../errors.ts'
import type { RefusalCause } from '../models/explanation.ts'
import type { Identity } from '../models/identity.ts'
import { canDo } from './can-do.ts'
import { scopesOf } from './operation-target.ts'
import type { OperationTarget } from './operation-target.ts'
import { parseScope } from './scopes.ts'

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

/** What hubs since 2.0 say of what a filter does not reach, whether it exists or not. */
const masking = 'No access to resources'

/** Why the hub refused. */
export function causeOf(evidence: Evidence): RefusalCause {
  const { words, credential, identity } = evidence
  if (/auth(entication)? has expired/.test(words)) return 'stale_login'
  if (credential === 'none') return 'no_token'
  if (credential === 'cookie' && isXsrf(evidence)) return 'xsrf'
  if (identity === undefined) return evidence.tokenIsKnown ? 'stale_login' : 'unknown_token'
  if (words.startsWith('Only admins')) return 'admin_only'
  return causeInScopes(evidence, identity)
}

/** Hubs up to 3.1 look at the `Referer`, and take who sends none for nobody. */
function isXsrf({ words, identity }: Evidence): boolean {
  return /xsrf/i.test(words) || identity === undefined
}

function causeInScopes(evidence: Evidence, identity: Identity): RefusalCause {
  const { error, target, version, words } = evidence
  const { operation } = error
  if (operation === undefined) return 'other'
  if (neededToo(words) !== undefined) return 'missing_scope'
  if (error.status === 404 && words !== '' && !words.startsWith(masking)) return 'no_such_target'
  const verdict = canDo(identity, operation, target, { version })
  // New tokens are refused with 403 for users who do not exist, too.
  const hides = error.status === 404 || operation === 'POST /users/{user}/tokens'
  if (verdict === 'yes') return hides ? 'no_such_target' : 'other'
  const holds = held(evidence, identity)
  if (holds.length === 0) return identity.scopes === undefined ? 'admin_only' : 'missing_scope'
  if (operation === 'POST /users/{user}/tokens' && identity.kind === 'service')
    return 'service_filter'
  if (verdict === 'no') return 'filter'
  return hides ? 'hidden_target' : 'other'
}

/** A scope that the hub asks for besides those of the operation, in words of its own. */
export function neededToo(words: string): string | undefined {
  return /^Need scope '([^']+)'|with scope (\S+)$/
    .exec(words)
    ?.slice(1)
    .find((scope) => scope)
}

/** What is held of the scopes that would do, with their filters. */
export function held({ error, version }: Evidence, identity: Identity | undefined): string[] {
  if (error.operation === undefined) return []
  const suffice: readonly string[] = scopesOf(error.operation, version)
  return (identity?.scopes ?? []).filter((scope) => suffice.includes(parseScope(scope).base))
}
