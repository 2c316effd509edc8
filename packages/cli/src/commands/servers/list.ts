import { ForbiddenError, canDo } from 'jupyterhub-client'
import type { JupyterHub } from 'jupyterhub-client'
import type { CommonFlags, Stage, Verb } from '../../command.ts'
import { commandLine } from '../../command-line.ts'
import type { OutputFlags } from '../../output/flags.ts'
import { missing } from '../missing.ts'
import { serverShape } from './shape.ts'
import type { OwnedServer } from './shape.ts'

/** What `jhub servers list` takes. */
export interface ListFlags extends OutputFlags {
  readonly all?: boolean | undefined
}

/** Shows the servers of a user, or those of everyone. */
export const list: Verb<ListFlags, [user?: string]> = async (stage, user) => {
  const { hub, out, flags, signal } = stage
  out.check(serverShape)
  const { all = false } = flags
  const servers = user === undefined ? ofAll(hub, all, signal) : ofUser(hub, user, signal)
  try {
    await out.list(serverShape, servers)
  } catch (error) {
    if (user === undefined && ForbiddenError.isInstance(error)) await nameOwn(stage)
    throw error
  }
}

/** Tells users what they may see. */
async function nameOwn({ hub, out, flags, signal }: Stage<ListFlags & CommonFlags>): Promise<void> {
  const identity = await hub.whoami({ signal }).catch(() => undefined)
  // Without it, the refusal is told alone.
  if (identity?.kind !== 'user') return
  const { name } = identity
  if (canDo(identity, 'GET /users/{user}', { user: name }) === 'no') return
  out.note(`Your own servers: ${commandLine(['servers', 'list', name], flags.hub)}`)
}

async function* ofUser(
  hub: JupyterHub,
  user: string,
  signal: AbortSignal,
): AsyncGenerator<OwnedServer> {
  for await (const server of hub.servers.list(user, { signal })) yield { ...server, user }
}

async function* ofAll(
  hub: JupyterHub,
  all: boolean,
  signal: AbortSignal,
): AsyncGenerator<OwnedServer> {
  const filter = all ? { include_stopped_servers: true } : ({ state: 'active' } as const)
  for await (const { name: user, servers } of hub.users.list(filter, { signal })) {
    if (servers === undefined) throw missing('servers', 'read:servers')
    for (const server of Object.values(servers ?? {})) yield { ...server, user }
  }
}
