import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { userShape } from './shape.ts'

/** Gives a user another name. */
export const rename: Verb<OutputFlags, [name: string, newName: string]> = async (
  { hub, out, signal },
  name,
  newName,
) => {
  out.check(userShape)
  const user = await hub.users.update(name, { name: newName }, { signal })
  await out.list(userShape, [user])
}
