import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub services delete` takes. */
export interface DeleteFlags extends OutputFlags, YesFlag {}

/** Deletes services that were created at run time. */
export const deleteServices: Verb<DeleteFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  await confirm(io, flags, `delete ${theNamed('service', names)}`)
  return each(stage, names, async (name) => {
    await hub.services.delete(name, { signal })
    return 'deleted'
  })
}
