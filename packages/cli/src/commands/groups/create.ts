import { ConflictError } from 'jupyterhub-client'
import type { Verb } from '../../command.ts'
import { failure } from '../../errors/cli-error.ts'
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
    try {
      await hub.groups.create(name, users.length > 0 ? { users } : {}, { signal })
      return 'created'
    } catch (error) {
      if (!ConflictError.isInstance(error)) throw error
      if (users.length === 0) return 'existed'
      throw failure(
        `there is a group ${name} already`,
        `Its members stay as they are. To add some: jhub groups add ${name} …`,
      )
    }
  })
}
