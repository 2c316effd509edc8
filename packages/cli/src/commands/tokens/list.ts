import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { givenOrSelf } from '../self.ts'
import { tokenShape } from './shape.ts'

/** Shows a user's tokens, without their secrets. */
export const list: Verb<OutputFlags, [user?: string]> = async ({ hub, out, signal }, given) => {
  out.check(tokenShape)
  const user = await givenOrSelf(hub, given, signal)
  await out.list(tokenShape, hub.tokens.list(user, { signal }))
}
