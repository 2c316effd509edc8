import { NotFoundError } from 'jupyterhub-client'
import type { HubError, JupyterHub, User } from 'jupyterhub-client'
import type { OutputFlags } from '../../output/flags.ts'
import type { Verb } from '../../command.ts'
import { atOnce } from '../../at-once.ts'
import { counted } from '../../output/counted.ts'
import { confirm, willAsk } from '../../prompt/confirm.ts'
import { theNamed } from '../../prompt/names.ts'
import type { YesFlag } from '../../prompt/confirm.ts'
import { defaultConcurrency } from '../concurrency.ts'
import { patience } from '../patience.ts'
import { doneShape, each } from '../each.ts'

/** What `jhub users delete` takes. */
export interface DeleteFlags extends YesFlag, OutputFlags {
  readonly stopServers?: boolean | undefined
}

/** Deletes users. */
export const deleteUsers: Verb<DeleteFlags, readonly string[]> = async (stage, ...names) => {
  const { io, hub, out, flags, signal } = stage
  out.check(doneShape)
  const active = willAsk(io, flags) ? await activeServersOf(hub, names, signal) : 0
  await confirm(io, flags, `delete ${theNamed('user', names)}${withServers(active, flags)}`)
  return each(stage, names, async (name) => {
    await hub.users.delete(name, { stopServers: flags.stopServers ?? false, signal })
    return 'deleted'
  })
}

function withServers(active: number, { stopServers = false }: DeleteFlags): string {
  if (active === 0) return ''
  const servers = counted(active, 'running server')
  return stopServers
    ? `, and stop ${servers}`
    : `, with ${servers} (--stop-servers stops them first)`
}

/** How many servers they have that are up or about to be, as far as the token shows it. */
async function activeServersOf(
  hub: JupyterHub,
  names: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const look = (name: string): Promise<User | HubError> =>
    hub.users.get(name, { ...patience, signal }).catch((error: HubError) => error)
  let active = 0
  for await (const found of atOnce(names, defaultConcurrency, look)) {
    if (!(found instanceof Error)) active += activeIn(found)
    else if (await isNobody(found, hub, signal)) throw found
  }
  signal.throwIfAborted()
  return active
}

const activeIn = ({ servers }: User): number =>
  Object.values(servers ?? {}).filter(({ ready, pending }) => ready || Boolean(pending)).length

/** Somebody who is not there is no reason to delete the others. Whom the token does not show it may delete all the same. */
async function isNobody(error: HubError, hub: JupyterHub, signal: AbortSignal): Promise<boolean> {
  if (!NotFoundError.isInstance(error)) return false
  return (await hub.explain(error, { ...patience, signal })).cause === 'no_such_target'
}
