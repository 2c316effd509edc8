import type { JupyterHub, User } from 'jupyterhub-client'
import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { atOnce } from '../../at-once.ts'
import { counted } from '../../output/counted.ts'
import { canAsk, confirm } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub users delete` takes. */
export interface DeleteFlags extends YesFlag, OutputFlags {
  readonly stopServers?: boolean | undefined
}

/** Deletes users. */
export const deleteUsers: Verb<DeleteFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  // Only where somebody reads it.
  const active = flags.yes !== true && canAsk(io) ? await activeServersOf(hub, names, signal) : 0
  const theirs = active > 0 ? `, and stop ${counted(active, 'running server')}` : ''
  await confirm(io, flags, `delete ${theNamed('user', names)}${theirs}`)
  return each(stage, names, async (name) => {
    await hub.users.delete(name, { stopServers: flags.stopServers ?? false, signal })
    return 'deleted'
  })
}

/** How many servers they have that are up or about to be, as far as the token shows it. */
async function activeServersOf(
  hub: JupyterHub,
  names: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const found = atOnce(names, defaultConcurrency, (name) =>
    Promise.allSettled([hub.users.get(name, { signal })]),
  )
  let active = 0
  for await (const [looked] of found) {
    // Before anything is asked: somebody who is not there is no reason to delete the others.
    if (looked.status === 'rejected') throw looked.reason
    active += activeIn(looked.value)
  }
  return active
}

const activeIn = ({ servers }: User): number =>
  Object.values(servers ?? {}).filter(({ ready, pending }) => ready || Boolean(pending)).length
