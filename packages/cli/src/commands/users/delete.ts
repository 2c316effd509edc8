import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub users delete` takes. */
export interface DeleteFlags extends YesFlag, OutputFlags {
  readonly stopServers?: boolean | undefined
}

/** Deletes users. */
export const deleteUsers: Verb<DeleteFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  await confirm(io, flags, `delete ${theNamed('user', names)}`)
  return each(stage, names, async (name) => {
    await hub.users.delete(name, { stopServers: flags.stopServers ?? false, signal })
    return 'deleted'
  })
}
