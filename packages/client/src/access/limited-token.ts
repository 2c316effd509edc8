import { HubConfigError, HubError, NotFoundError } from '../errors.ts'
import type { Scope } from '../models/scope.ts'
import type { NewToken } from '../models/token.ts'
import type { OperationId } from '../operations.ts'
import type { CallOptions } from '../options.ts'
import type { LimitedTokenRequest, Tokens } from '../resources/tokens.ts'
import type { Transport } from '../transport/call.ts'
import { isMasked } from '../transport/masked.ts'
import type { OperationTarget } from './operation-target.ts'
import { isNarrowed, scopesFor } from './scopes-for.ts'
import { covers, expandScopes, readScope, rowOf } from './scopes.ts'
import type { ParsedScope } from './scopes.ts'

/** Makes a token that may make some operations and no more, and revokes it if the hub gave it more. */
export async function createFor(
  { hubVersion }: Pick<Transport, 'hubVersion'>,
  tokens: Tokens,
  user: string,
  operations: Iterable<OperationId>,
  { target = {}, scopes: more = [], ...request }: LimitedTokenRequest,
  options: CallOptions,
): Promise<NewToken> {
  const ids = [...operations]
  const narrow = narrowedTo(user, target)
  refuseWide(ids, narrow)
  const version = await hubVersion(options)
  const scopes = [...new Set<Scope>([...scopesFor(ids, narrow, { version }), ...more])]
  const token = await tokens.create(user, { ...request, scopes }, options)
  const excess = excessOf(token.scopes, scopes, { user, version })
  if (excess.length === 0) return token
  const tale = `the hub gave more than was asked for (${excess.join(', ')}): the token`
  const code = 'excessive_token'
  try {
    await revoke(tokens, user, token, options)
  } catch (cause) {
    throw new HubError(`${tale} ${token.id} could not be revoked, and still works`, { code, cause })
  }
  throw new HubError(`${tale} was revoked`, { code })
}

/** What the operations are about: the owner of the token, where nobody else is named. */
function narrowedTo(user: string, target: OperationTarget): OperationTarget {
  const named = target.user ?? target.owner ?? target.group
  return named === undefined ? { ...target, user } : target
}

/** A name that is not given must not give power over all. */
function refuseWide(ids: readonly OperationId[], target: OperationTarget): void {
  const wide = ids.find((id) => !isNarrowed(id, target))
  if (wide === undefined) return
  const names = [...wide.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).join(' and ')
  throw new HubConfigError(`${wide} would be allowed for all: give ${names} in target`)
}

/** Does something with a token that is revoked afterwards, and that expires by itself if it cannot be. */
export async function withToken<T>(
  tokens: Tokens,
  user: string,
  token: NewToken,
  options: CallOptions,
  use: () => T | Promise<T>,
): Promise<T> {
  let result: T
  try {
    result = await use()
  } catch (error) {
    // What went wrong first is what is told: the token expires by itself.
    await revoke(tokens, user, token, options).catch(() => {})
    throw error
  }
  // Nor does that undo the work, which must not be done twice.
  await revoke(tokens, user, token, options).catch(() => {})
  return result
}

/** What a token may do that nobody asked for. */
function excessOf(
  given: readonly string[] | undefined,
  asked: readonly Scope[],
  owner: { readonly user: string; readonly version: string },
): string[] {
  if (given === undefined) return ['it does not say what']
  if (asked.includes('inherit')) return []
  // Every token may say whose it is.
  const own = ['read:users:name!user', 'read:users:groups!user']
  const allowed = expandScopes([...asked, ...own], owner).map(readScope)
  return given.filter((scope) => {
    const parsed = readScope(scope)
    // The hub names members where the owner's own scopes are narrowed to them. What only newer hubs know cannot be judged.
    return (
      rowOf(parsed.base) !== undefined &&
      !allowed.some((one) => covers(one, parsed) || isAboutMember(one, parsed))
    )
  })
}

function isAboutMember(asked: ParsedScope, given: ParsedScope): boolean {
  const narrowed = given.filter === 'user' || given.filter === 'server'
  return asked.base === given.base && asked.filter === 'group' && narrowed
}

const revocationMs = 10_000

/** Also when the caller has given up, or its time is over: a token must not outlive its use. */
async function revoke(
  tokens: Tokens,
  user: string,
  { id }: NewToken,
  { headers, middleware }: CallOptions,
): Promise<void> {
  try {
    await tokens.revoke(user, id, { headers, middleware, totalTimeout: revocationMs })
  } catch (error) {
    // Expired, or revoked by somebody else.
    if (!NotFoundError.isInstance(error) || isMasked(error)) throw error
  }
}
