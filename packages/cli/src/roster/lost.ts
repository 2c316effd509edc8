import { parseTarget } from '../commands/server-target.ts'
import { someOf } from './plan.ts'
import type { Step } from './plan.ts'

/** Whom and what an apply cannot count on, as making it went wrong. */
export interface Lost {
  /** Who could not be created. */
  readonly users: ReadonlySet<string>
  /** Whom the hub has under names that the roster does not know. */
  readonly otherNames: ReadonlySet<string>
  /** Groups that could not be created. */
  readonly groups: ReadonlySet<string>
}

/**
 * What of a step may still be made. Nobody is deleted who may be one of those that are missing, nor leaves a group, nor loses what
 * is shared.
 *
 * @returns Nothing if that is none of it.
 */
export function leftOf(step: Step, { users, otherNames, groups }: Lost): Step | undefined {
  const isHeldBack =
    (step.change === 'delete users' && users.size + otherNames.size > 0) ||
    (/^(remove from|narrow|take back)/.test(step.change) && otherNames.size > 0) ||
    ('group' in step && groups.has(step.group))
  if (isHeldBack) return undefined
  const isThere = (name: string) => !users.has(name) && !otherNames.has(name)
  const isPossible = (name: string, at: number): boolean => {
    if (step.change === 'add to group') return isThere(name)
    if (step.change === 'start servers') return isThere(parseTarget(name).user)
    const share = 'shares' in step ? step.shares[at] : undefined
    if (share === undefined) return true
    const isWhomThere = share.kind === 'group' ? !groups.has(share.name) : isThere(share.name)
    return isThere(share.owner) && isWhomThere
  }
  const possible = step.names.map(isPossible)
  if (possible.every(Boolean)) return step
  return possible.some(Boolean) ? someOf(step, (at) => possible[at] ?? false) : undefined
}
