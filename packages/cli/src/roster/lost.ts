import { parseTarget } from '../commands/server-target.ts'
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
 * What of a step may still be made. Nobody is deleted who may be one of those that are missing, nor leaves a group.
 *
 * @returns Nothing if that is none of it.
 */
export function leftOf(step: Step, { users, otherNames, groups }: Lost): Step | undefined {
  const isHeldBack =
    (step.change === 'delete users' && users.size + otherNames.size > 0) ||
    (step.change === 'remove from group' && otherNames.size > 0) ||
    ('group' in step && groups.has(step.group))
  if (isHeldBack) return undefined
  const isThere = (name: string) => !users.has(name) && !otherNames.has(name)
  const names =
    step.change === 'add to group'
      ? step.names.filter(isThere)
      : step.change === 'start servers'
        ? step.names.filter((name) => isThere(parseTarget(name).user))
        : step.names
  if (names.length === step.names.length) return step
  return names.length === 0 ? undefined : { ...step, names }
}
