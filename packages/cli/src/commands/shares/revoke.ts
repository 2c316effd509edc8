import type { Verb } from '../../command.ts'
import { usageError } from '../../errors/cli-error.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { parseTarget } from '../server-target.ts'
import { shareShape } from './shape.ts'
import { shareTarget } from './share-target.ts'
import type { WithFlags } from './share-target.ts'

/** What `jhub shares revoke` takes. */
export interface RevokeFlags extends OutputFlags, WithFlags, YesFlag {
  readonly all?: boolean | undefined
}

/** Takes back what is shared of a server; shows what remains. */
export const revoke: Verb<RevokeFlags, [server: string]> = async (stage, text) => {
  const { io, hub, out, flags, signal } = stage
  out.check(shareShape)
  const { user, name } = parseTarget(text)
  const { all = false, user: withUser, group } = flags
  if (all && (withUser ?? group) !== undefined) throw usageError('say --all, or with whom')
  const target = all ? undefined : shareTarget(flags)
  const whom = target === undefined ? 'all' : (target.user ?? target.group)
  await confirm(io, flags, `take back what is shared of ${text} with ${whom}`)
  if (target === undefined) {
    await hub.shares.revokeAll(user, name, { signal })
    return out.note(`Nothing is shared of ${text}.`)
  }
  const rest = await hub.shares.revoke(user, name, target, { signal })
  await out.list(shareShape, rest === null ? [] : [rest])
}
