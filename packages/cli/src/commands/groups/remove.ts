import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { groupShape } from './shape.ts'

/** Takes members out of a group. */
export const remove: Verb<OutputFlags, readonly string[]> = async (
  { hub, out, signal },
  group = '',
  ...users
) => {
  out.check(groupShape)
  await out.list(groupShape, [await hub.groups.removeUsers(group, users, { signal })])
}
