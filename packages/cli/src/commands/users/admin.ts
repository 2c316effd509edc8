import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub users admin` takes. */
export interface AdminFlags extends OutputFlags {
  readonly remove?: boolean | undefined
}

/** Makes users admins, or takes that from them. */
export const admin: Verb<AdminFlags, readonly string[]> = async (stage, ...names) => {
  const { hub, out, flags, signal } = stage
  out.check(doneShape)
  const wanted = flags.remove !== true
  return each(stage, names, async (name) => {
    await hub.users.update(name, { admin: wanted }, { signal })
    return wanted ? 'admin' : 'no admin'
  })
}
