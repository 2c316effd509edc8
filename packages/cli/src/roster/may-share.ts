import { canDo, scopesFor } from 'jupyterhub-client'
import type { JupyterHub, OperationId, OperationTarget } from 'jupyterhub-client'
import { authError } from '../errors/cli-error.ts'
import type { CliError } from '../errors/cli-error.ts'
import { namesOf } from '../prompt/names.ts'
import { takesAway } from './plan.ts'
import type { HubState, Step } from './plan.ts'
import { normalised } from './roster.ts'
import type { Problem, Roster } from './roster.ts'
import { defaultScopes, withoutFilter } from './scopes.ts'
import type { ServerShare, ShareStep } from './shares.ts'

/**
 * What is to be given of scopes that the token does not have, which the hub refuses; where there is no such scope, it fails, and says
 * no more. That to open a server is left to {@link unshareableIn}.
 */
export function unheldIn(
  { people }: Roster,
  { identity }: HubState,
  steps: readonly Step[],
): Problem[] {
  const held = new Set([...defaultScopes, ...(identity.scopes ?? []).map(withoutFilter)])
  const given = steps.flatMap((step) => ('shares' in step && !takesAway(step) ? step.shares : []))
  const unheld = new Set(given.flatMap(({ scopes }) => scopes).filter((scope) => !held.has(scope)))
  const recipients = people.flatMap(({ shares }) => shares.flatMap((shared) => shared.with))
  return recipients.flatMap(({ scopes, at: { line, column } }) =>
    scopes
      .filter((scope) => unheld.has(scope))
      .map((scope) => ({ line, column, says: lacks(scope) })),
  )
}

const lacks = (scope: string): string =>
  `your token does not have the scope "${scope}", and so cannot share it`

/**
 * Finds out, before anything is changed, what the token may not share: of servers that it may not see, the hub says that there are
 * none.
 *
 * @returns What to refuse it with, if there is anything.
 */
export async function unshareableIn(
  hub: JupyterHub,
  state: HubState,
  steps: readonly Step[],
  signal: AbortSignal,
): Promise<CliError | undefined> {
  const changes = steps.flatMap((step) => ('shares' in step ? requestsOf(step, state) : []))
  if (changes.length === 0) return undefined
  const { version } = await hub.capabilities({ signal })
  const refused = changes.filter(
    ({ operation, target }) => canDo(state.identity, operation, target, { version }) === 'no',
  )
  if (refused.length === 0) return undefined
  const scopes = refused.flatMap(({ operation, target }) =>
    scopesFor([operation], target, { version }).map(withoutFilter),
  )
  const names = namesOf(refused.map(({ name }) => name))
  return authError(
    `your token may not change what is shared of servers: ${names}`,
    `It needs ${[...new Set(scopes)].join(' and ')}; make such a token at ${new URL('token', hub.apiUrl).href}.`,
  )
}

interface ShareRequest {
  readonly name: string
  readonly operation: OperationId
  readonly target: OperationTarget
}

function requestsOf(step: ShareStep, state: HubState): ShareRequest[] {
  const method = takesAway(step) ? 'PATCH' : 'POST'
  const operation = `${method} /shares/{owner}/{server}` as const
  return step.shares.map((share, at) => {
    return { name: step.names[at] ?? '', operation, target: targetOf(share, state) }
  })
}

function targetOf(
  { owner, server, kind, name }: ServerShare,
  { users }: HubState,
): OperationTarget {
  const onHub = (one: string) => (users.has(one) ? one : normalised(one))
  return {
    owner: onHub(owner),
    server,
    shareWith: kind === 'group' ? { group: name } : { user: onHub(name) },
  }
}
