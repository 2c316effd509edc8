import type { JupyterHub } from 'jupyterhub-client'
import { missing } from '../commands/missing.ts'
import { printTarget } from '../commands/server-target.ts'
import type { OwnedServer } from '../commands/servers/shape.ts'
import type { Look } from './state.ts'

const patience = { retries: 0, timeout: 10_000 }

/** Looks at the hub once: only users with active servers are asked for. */
export async function lookAt(
  hub: JupyterHub,
  now: () => number,
  signal: AbortSignal,
): Promise<Look> {
  const options = { ...patience, signal }
  const start = performance.now()
  const { version } = await hub.version(options)
  const answerMs = Math.round(performance.now() - start)
  const servers = new Map<string, OwnedServer>()
  for await (const { name: user, servers: own } of hub.users.list({ state: 'active' }, options)) {
    if (own === undefined) throw missing('servers', 'read:servers')
    for (const server of Object.values(own ?? {})) {
      servers.set(printTarget({ user, name: server.name }), { ...server, user })
    }
  }
  return { at: now(), version, answerMs, servers }
}
