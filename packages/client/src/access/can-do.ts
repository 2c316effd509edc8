import type { Identity } from '../models/identity.ts'
import type { OperationId } from '../operations.ts'
import { hasOperation } from './capabilities.ts'
import { featureSince } from './features.ts'
import { checkTarget, resourceOf, rowOfOperation, scopesOf } from './operation-target.ts'
import type { OperationTarget, Resource } from './operation-target.ts'
import { expandScopes, readScope } from './scopes.ts'
import type { ParsedScope } from './scopes.ts'
import { decidesIn, decidesSince } from './scope-table.ts'
import type { Releases } from './scope-table.ts'
import { isAtLeast } from './version.ts'

/** Whether a hub will let someone do something; `maybe` where only the hub knows. */
export type Verdict = 'yes' | 'no' | 'maybe'

/** What a question about an operation may say besides. */
export interface CanDoOptions {
  /** The hub's version. Without it, what hubs decide differently is `maybe`. */
  readonly version?: string | undefined
}

/**
 * Whether the hub will let the holder of a credential do something, as far as permissions go. It may still answer that
 * there is no such thing, or that it exists already.
 *
 * `maybe` stands for what only the hub knows: whether a user is in the group that a scope is narrowed to, unless
 * `target.groups` tells; whether a user is an admin, whom only admins change, unless `target.admin` tells; what depends on
 * the hub's version, if that is not given. It is not asked whether a user is to be made an admin, which only admins may.
 *
 * @param identity - As `hub.whoami()` gives it.
 * @param operation - A key of {@link operations}: `POST /users/{user}/server`.
 * @param target - What it is about. Without names, a scope with a filter gives `maybe`.
 * @throws {@link HubConfigError} for an operation or a key of the target that does not exist.
 * @example
 * const me = await hub.whoami()
 * if (canDo(me, 'DELETE /users/{user}', { user: 'ada' }) === 'no') return
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
 */
export function canDo(
  identity: Identity,
  operation: OperationId,
  target: OperationTarget = {},
  options: CanDoOptions = {},
): Verdict {
  const { scopes } = rowOfOperation(operation)
  checkTarget(target)
  const version = identity.scopes === undefined ? lastWithoutScopes : options.version
  if (version !== undefined && !hasOperation(version, operation)) return 'no'
  if (scopes === 'anonymous' || scopes === 'any token') return 'yes'
  if (scopes === 'cookie') return 'maybe'
  const question = { identity, held: identity.scopes ?? [], operation, target, version }
  if (identity.scopes === undefined) return byFlag(question)
  return worst([byScopes(question, scopesOf(operation, version)), beyondScopes(question)])
}

/** Hubs whose `GET /user` tells no scopes. */
const lastWithoutScopes = '1.5'

interface Question {
  readonly identity: Identity
  readonly held: readonly string[]
  readonly operation: OperationId
  readonly target: OperationTarget
  readonly version: string | undefined
}

/** Hub 1.x: admins may do everything, others what they may do to themselves. */
function byFlag(question: Question): Verdict {
  const { identity, operation } = question
  if (identity.admin === true) return beyondScopes(question)
  if (operation === 'GET /metrics') return 'yes'
  if (operation === 'POST /users/{user}/admin-access') return 'no'
  const held =
    identity.kind === 'user'
      ? expandScopes(['self'], { user: identity.name })
      : [`read:services!service=${identity.name}`]
  return byScopes({ ...question, held }, scopesOf(operation))
}

/** By the scopes that are held, of those any one of which suffices. */
function byScopes(question: Question, suffice: readonly string[]): Verdict {
  const { operation, target, version } = question
  const resource = resourceOf(operation, target)
  const held = question.held.map(readScope)
  // A list is refused for one filter that does not fit it.
  const together = resource.kind === 'list' ? worst : best
  const verdicts = suffice
    .map((base) => held.filter((scope) => scope.base === base))
    .filter((scopes) => scopes.length > 0)
    .map((scopes) => together(scopes.map((scope) => reach(scope, resource, question))))
  // Older hubs look no further than the first scope that is held.
  return either(version, [[decidesSince.anyScope]], best(verdicts), verdicts[0] ?? 'no')
}

/** What hubs of some releases decide, or what others do; `maybe` if that differs and the version is not known. */
function either(
  version: string | undefined,
  releases: Releases,
  they: Verdict,
  others: Verdict,
): Verdict {
  if (they === others) return they
  if (version === undefined) return 'maybe'
  return isOneOf(version, releases) ? they : others
}

/** Whether a hub is of one of some releases. */
export function isOneOf(version: string, releases: Releases): boolean {
  return releases.some(
    ([since, until]) =>
      isAtLeast(version, since) && (until === undefined || !isAtLeast(version, until)),
  )
}

/** Whether a scope that is held reaches what an operation is about. */
function reach(scope: ParsedScope, resource: Resource, question: Question): Verdict {
  const { filter, value } = scope
  if (filter === undefined) return 'yes'
  const { operation, version } = question
  switch (resource.kind) {
    case 'hub':
      // Looked at by itself, whatever it is narrowed to.
      if (operation === 'GET /metrics') return 'yes'
      return either(version, [[featureSince.unfilteredScopes]], 'no', 'yes')
    case 'list':
      return listFilters[resource.of].test(filter) ? 'yes' : 'no'
    case 'server':
      if (filter === 'server') return sameServer(value, resource)
      return reachUser(filter, value, resource.user, question)
    case 'user':
      if (operation === 'POST /users/{user}/tokens')
        return reachOwner(scope, resource.name, question)
      // What is shared of all servers of an owner: the hub takes no name of a server for the name "None".
      if (filter === 'server' && operation.endsWith('/{owner}'))
        return same(value, resource.name && `${resource.name}/None`)
      return reachUser(filter, value, resource.name, question)
    case 'group':
    case 'service':
      return filter === resource.kind ? same(value, resource.name) : 'no'
  }
}

/** Filters that the lists take. */
const listFilters = { user: /^(user|group)$/, group: /^group$/, service: /^/ }

/** Whether a scope reaches the owner of a new token, whom older hubs look for among services if a service asks. */
function reachOwner(
  { filter = '', value }: ParsedScope,
  user: string | undefined,
  question: Question,
): Verdict {
  const asUser = reachUser(filter, value, user, question)
  if (question.identity.kind === 'user') return asUser
  const asService = filter === 'service' ? same(value, user) : 'no'
  return either(question.version, decidesIn.serviceTokens, asUser, asService)
}

function reachUser(
  filter: string,
  value: string | undefined,
  user: string | undefined,
  { identity, target }: Question,
): Verdict {
  if (filter === 'user') return same(value, user)
  if (filter !== 'group') return 'no'
  const own = identity.kind === 'user' && identity.name === user ? identity.groups : undefined
  const groups = target.groups ?? own
  if (groups === undefined) return 'maybe'
  return groups.includes(value ?? '') ? 'yes' : 'no'
}

/** Whether a filter is for a server, whose name may not be known, nor whose it is. */
function sameServer(
  filtered: string = '',
  { user, name }: Extract<Resource, { kind: 'server' }>,
): Verdict {
  if (user === undefined) return 'maybe'
  if (name !== undefined) return filtered === `${user}/${name}` ? 'yes' : 'no'
  return filtered.startsWith(`${user}/`) ? 'maybe' : 'no'
}

function same(filtered: string | undefined, name: string | undefined): Verdict {
  if (name === undefined) return 'maybe'
  return filtered === name ? 'yes' : 'no'
}

function best(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('yes')) return 'yes'
  return verdicts.includes('maybe') ? 'maybe' : 'no'
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('maybe') ? 'maybe' : 'yes'
}

/** What the hub looks at besides the scopes of the operation. */
function beyondScopes(question: Question): Verdict {
  const { operation } = question
  if (operation === 'PATCH /users/{user}') return pastGuard(question)
  if (operation === 'POST /shares/{owner}/{server}') return canName(question)
  // Only where the hub is set to give admins access.
  return operation === 'POST /users/{user}/admin-access' ? 'maybe' : 'yes'
}

/** Whether the guard lets pass that keeps admins from those who are none. */
function pastGuard({ identity, target, version }: Question): Verdict {
  if (target.admin === false || identity.admin === true) return 'yes'
  return either(version, decidesIn.adminGuard, target.admin === true ? 'no' : 'maybe', 'yes')
}

/** Whether the names may be seen of those with whom a server is to be shared. */
function canName({ target: { shareWith }, ...question }: Question): Verdict {
  const user = byScopes(
    {
      ...question,
      operation: 'GET /users/{user}',
      target: shareWith && 'user' in shareWith ? shareWith : {},
    },
    ['read:users:name'],
  )
  const group = byScopes(
    {
      ...question,
      operation: 'GET /groups/{group}',
      target: shareWith && 'group' in shareWith ? shareWith : {},
    },
    ['read:groups:name'],
  )
  if (shareWith !== undefined) return 'user' in shareWith ? user : group
  return user === group ? user : 'maybe'
}
