import type { Verb } from '../../command.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { confirm } from '../../prompt/confirm.ts'
import { namesOf } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { doneShape, each } from '../each.ts'
import { parseTarget } from '../server-target.ts'

/** What `jhub servers remove` takes. */
export interface RemoveFlags extends OutputFlags, YesFlag {}

/** Stops named servers and deletes them. */
export const remove: Verb<RemoveFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  for (const name of names) parseTarget(name)
  await confirm(io, flags, `stop and delete the servers ${namesOf(names)}`)
  return each(stage, names, async (text) => {
    const { user, name } = parseTarget(text)
    await hub.server(user, name).ensureAbsent({ signal })
    return 'removed'
  })
}
