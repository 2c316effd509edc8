import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { groupShape } from './shape.ts'

/** Shows a group. */
export const show: Verb<OutputFlags, [name: string]> = async ({ hub, out, signal }, name) => {
  out.check(groupShape)
  out.item(groupShape, await hub.groups.get(name, { signal }))
}
