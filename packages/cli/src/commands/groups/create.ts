import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub groups create` takes. */
export interface CreateFlags extends OutputFlags {
  readonly users?: readonly string[] | undefined
}

/** Creates groups, all with the same first members. */
export const create: Verb<CreateFlags, readonly string[]> = async (stage, ...names) => {
  const { hub, out, flags, signal } = stage
  out.check(doneShape)
  const { users = [] } = flags
  return each(stage, names, async (name) => {
    await hub.groups.create(name, users.length > 0 ? { users } : {}, { signal })
    return 'created'
  })
}
