import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub groups delete` takes. */
export interface DeleteFlags extends YesFlag, OutputFlags {}

/** Deletes groups. */
export const deleteGroups: Verb<DeleteFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  await confirm(io, flags, `delete ${theNamed('group', names)}`)
  return each(stage, names, async (name) => {
    await hub.groups.delete(name, { signal })
    return 'deleted'
  })
}
