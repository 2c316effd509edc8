import type { Scope, ShareTarget } from 'jupyterhub-client'
import { usageError } from '../../errors/cli-error.ts'

/** With whom, and what, as flags say it. */
export interface WithFlags {
  readonly user?: string | undefined
  readonly group?: string | undefined
  readonly scopes?: readonly string[] | undefined
}

/** @throws {@link CliError} unless exactly one of a user and a group is named. */
export function shareTarget({ user, group, scopes = [] }: WithFlags): ShareTarget {
  const wanted = scopes.length > 0 ? { scopes: scopes as readonly Scope[] } : {}
  if (user !== undefined && group === undefined) return { user, ...wanted }
  if (group !== undefined && user === undefined) return { group, ...wanted }
  throw usageError('say with whom: --user or --group')
}
