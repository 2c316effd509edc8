import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'
import { givenOrSelf } from '../self.ts'

/** What `jhub tokens revoke` takes. */
export interface RevokeFlags extends OutputFlags, YesFlag {
  readonly user?: string | undefined
}

/** Revokes tokens by their ids. */
export const revoke: Verb<RevokeFlags, readonly string[]> = async (stage, ...ids) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  const user = await givenOrSelf(hub, flags.user, signal)
  await confirm(io, flags, `revoke ${theNamed('token', ids)} of ${user}`)
  return each(stage, ids, async (id) => {
    await hub.tokens.revoke(user, id, { signal })
    return 'revoked'
  })
}
