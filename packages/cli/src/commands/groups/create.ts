import { ConflictError } from 'jupyterhub-client'
import type { CommonFlags, Stage, Verb } from '../../command.ts'
import { commandLine } from '../../command-line.ts'
import { failure } from '../../errors/cli-error.ts'
import type { CliError } from '../../errors/cli-error.ts'
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
      throw hasMembers(stage, name)
    }
  })
}

function hasMembers({ flags }: Stage<CreateFlags & CommonFlags>, name: string): CliError {
  const add = commandLine(['groups', 'add', name], flags.hub)
  return failure(
    `there is a group ${name} already`,
    `Its members stay as they are. To add some: ${add} …`,
  )
}
