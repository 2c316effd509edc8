import type { ServerTarget } from 'jupyterhub-client'
import { clientOf } from '../../trials/trial.ts'
import type { CulledHub } from './hubs.ts'
import { agedServers, people } from './people.ts'

/** Makes everybody and every server that a culler has removed since, and all as old as they are to be. */
export async function arrange(hub: CulledHub): Promise<void> {
  const client = clientOf(hub)
  await client.users.createMany(Object.keys(people))
  for (const [name, { admin }] of Object.entries(people)) {
    if (admin === true) await client.users.update(name, { admin })
  }
  for await (const server of client.servers.ensureRunningAll(running)) {
    if (server.outcome === 'failed') throw server.error
  }
  for (const { user, name } of hanging) {
    const { state } = await client.server(user, name).status()
    if (state === 'starting') continue
    await client.servers.start(user, { name, options: { spawner: 'never' } })
  }
  await hub.setAges()
}

const hanging = agedServers.filter(({ pending }) => pending === true)

const running: readonly ServerTarget[] = agedServers
  .filter((server) => !hanging.includes(server))
  .map(({ user, name, stopSeconds = 0 }) => ({
    user,
    name,
    options: { stop_seconds: stopSeconds },
  }))
