import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { userShape } from './shape.ts'

/** Shows a user. */
export const show: Verb<OutputFlags, [name: string]> = async ({ hub, out, signal }, name) => {
  out.check(userShape)
  out.item(userShape, await hub.users.get(name, { signal }))
}
