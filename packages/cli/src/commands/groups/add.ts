import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { groupShape } from './shape.ts'

/** Adds members to a group. */
export const add: Verb<OutputFlags, readonly string[]> = async (
  { hub, out, signal },
  group = '',
  ...users
) => {
  out.check(groupShape)
  await out.list(groupShape, [await hub.groups.addUsers(group, users, { signal })])
}
