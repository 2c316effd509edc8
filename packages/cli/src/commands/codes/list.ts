import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { givenOrSelf } from '../self.ts'
import { parseTarget } from '../server-target.ts'
import { codeShape } from './shape.ts'

/** Shows the codes, without their secrets, of an owner's servers or of one of them. */
export const list: Verb<OutputFlags, [owner?: string]> = async ({ hub, out, signal }, given) => {
  out.check(codeShape)
  const owner = await givenOrSelf(hub, given, signal)
  const { user, name } = parseTarget(owner)
  const server = owner.includes('/') ? name : undefined
  await out.list(codeShape, hub.shareCodes.list(user, server, { signal }))
}
