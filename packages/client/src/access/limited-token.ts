import { HubError, NotFoundError } from '../errors.ts'
import type { Scope } from '../models/scope.ts'
import type { NewToken } from '../models/token.ts'
import { operations as operationTable } from '../operations.ts'
import type { Operation, OperationId } from '../operations.ts'
import type { CallOptions } from '../options.ts'
import type { LimitedTokenRequest, Tokens } from '../resources/tokens.ts'
import type { Transport } from '../transport/call.ts'
import { scopesFor } from './scopes-for.ts'
import { covers, expandScopes, parseScope, rowOf } from './scopes.ts'
import { isAtLeast } from './version.ts'

/** Makes a token that may make some operations and no more, and revokes it if the hub gave it more. */
export async function createFor(
  { hubVersion }: Pick<Transport, 'hubVersion'>,
  tokens: Tokens,
  user: string,
  operations: Iterable<OperationId>,
  { target = { user }, scopes: more = [], ...request }: LimitedTokenRequest,
  options: CallOptions,
): Promise<NewToken> {
  const version = await hubVersion(options)
  const ids = [...operations]
  await refuseLacking(ids, version)
  const scopes = [...new Set<Scope>([...scopesFor(ids, target, { version }), ...more])]
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

/** No scope would let a token make what the hub is too old for. */
async function refuseLacking(ids: readonly OperationId[], version: string): Promise<void> {
  const lacking = ids.find((id) => {
    const { since = '0' }: Operation = operationTable[id]
    return !isAtLeast(version, since)
  })
  if (lacking === undefined) return
  const { lacksOperation } = await import('./unsupported.ts')
  throw lacksOperation(lacking, version)
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
  await revoke(tokens, user, token, options)
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
  const allowed = expandScopes([...asked, ...own], owner).map(parseScope)
  return given.filter((scope) => {
    const parsed = parseScope(scope)
    // The hub names members where the owner's own scopes are narrowed to them. What only newer hubs know cannot be judged.
    return (
      rowOf(parsed.base) !== undefined &&
      !allowed.some((one) => covers(one, parsed) || isAboutMember(one, parsed))
    )
  })
}

function isAboutMember(
  asked: ReturnType<typeof parseScope>,
  given: ReturnType<typeof parseScope>,
): boolean {
  const narrowed = given.filter === 'user' || given.filter === 'server'
  return asked.base === given.base && asked.filter === 'group' && narrowed
}

/** Also when the caller has given up, or its time is over: a token must not outlive its use. */
async function revoke(
  tokens: Tokens,
  user: string,
  { id }: NewToken,
  { headers, middleware }: CallOptions,
): Promise<void> {
  try {
    await tokens.revoke(user, id, { headers, middleware })
  } catch (error) {
    // Expired, or revoked by somebody else.
    if (!NotFoundError.isInstance(error)) throw error
  }
}
