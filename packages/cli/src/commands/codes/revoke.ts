import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'
import { parseTarget } from '../server-target.ts'

/** What `jhub codes revoke` takes. */
export interface RevokeFlags extends OutputFlags, YesFlag {
  readonly all?: boolean | undefined
}

/** Revokes codes of a server by their ids, or all of them. */
export const revoke: Verb<RevokeFlags, readonly string[]> = async (stage, server = '', ...ids) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  const { user, name } = parseTarget(server)
  const { all = false } = flags
  if (all === ids.length > 0) throw usageError('name ids of codes, or say --all')
  await confirm(io, flags, `revoke ${all ? 'all codes' : theNamed('code', ids)} of ${server}`)
  if (all) {
    await hub.shareCodes.revokeAll(user, name, { signal })
    return out.note(`There is no code for ${server}.`)
  }
  return each(stage, ids, async (id) => {
    await hub.shareCodes.revoke(user, name, { id }, { signal })
    return 'revoked'
  })
}
