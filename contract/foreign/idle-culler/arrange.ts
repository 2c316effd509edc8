import type { ServerTarget } from 'jupyterhub-client'
import { clientOf } from '../../trials/trial.ts'
import type { CulledHub } from './hubs.ts'
import { people, serversOf } from './people.ts'
import type { AgedServer, People } from './people.ts'

/** Makes everybody and every server that a culler has removed since, and all as old as they are to be. */
export async function arrange(hub: CulledHub, everybody: People = people): Promise<void> {
  const client = clientOf(hub)
  await client.users.createMany(Object.keys(everybody))
  for (const [name, { admin }] of Object.entries(everybody)) {
    if (admin === true) await client.users.update(name, { admin })
  }
  const servers = serversOf(everybody)
  const running = servers.filter(({ pending }) => pending !== true).map(targetOf)
  for await (const server of client.servers.ensureRunningAll(running)) {
    if (server.outcome === 'failed') throw server.error
  }
  for (const { user, name, pending } of servers) {
    if (pending !== true) continue
    const { state } = await client.server(user, name).status()
    if (state === 'starting') continue
    await client.servers.start(user, { name, options: { spawner: 'never' } })
  }
  await hub.setAges()
}

const targetOf = ({ user, name, stopSeconds = 0 }: AgedServer): ServerTarget => ({
  user,
  name,
  options: { stop_seconds: stopSeconds },
})
