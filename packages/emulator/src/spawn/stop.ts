import type { Hub } from '../hub.ts'
import { serverClientId } from '../oauth/clients.ts'
import type { Server } from '../state/server.ts'
import type { Spawner } from './spawner.ts'
import { waitAtMost } from './wait.ts'
import { sleep } from '../clock.ts'

/** Stops a server, and waits for that as long as the hub does. */
export async function stopAndWait(hub: Hub, server: Server, spawner: Spawner): Promise<void> {
  spawner.stopped = stopServer(hub, server, spawner)
  await waitAtMost(hub.clock, hub.config.slow_stop_timeout * 1000, spawner.stopped)
}

/** Stops a server. */
export async function stopServer(hub: Hub, server: Server, spawner: Spawner): Promise<void> {
  spawner.spawnPending = false
  spawner.stopPending = true
  spawner.routed = false
  const ms = stopMs(spawner)
  // Where no process runs, there is nothing that takes its time.
  if (spawner.pid !== 0 && ms > 0) await sleep(hub.clock, ms)
  // A hub that was restarted meanwhile knows nothing of it.
  if (server.spawner !== spawner) return
  hub.spawner.kill(spawner.pid)
  cleanUp(hub, server, spawner)
  spawner.stopPending = false
  spawner.stopped = null
  server.spawner = null
}

/** Forgets what a server had while it was anything but stopped. */
export function cleanUp(hub: Hub, server: Server, spawner: Spawner): void {
  const now = hub.clock.now()
  server.user.lastActivity = now
  server.lastActivity = now
  server.started = null
  server.state = {}
  spawner.hasAddress = false
  spawner.routed = false
  spawner.pid = 0
  if (spawner.token !== null) hub.state.tokens.delete(spawner.token)
  spawner.token = null
  hub.state.tokens.deleteOfClient(serverClientId(server))
  hub.spawner.active.delete(server)
}

function stopMs({ steps }: Spawner): number {
  const found = steps.findLast((step): step is { stop: number } => 'stop' in step)
  return found?.stop ?? 0
}
