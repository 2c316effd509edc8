import type { Hub } from '../hub.ts'
import { Spawner } from '../spawn/spawner.ts'
import { cleanUp } from '../spawn/stop.ts'
import type { Server } from '../state/server.ts'

/**
 * Takes a hub away for a while. Servers that are up go on meanwhile; of those that are starting it knows nothing when it is
 * back, as it keeps starts in its memory alone, and those that are stopping it finds up.
 */
export function restart(hub: Hub, ms: number): void {
  hub.running.pause(hub.clock, ms)
  for (const server of hub.spawner.active) {
    const { spawner } = server
    if (spawner?.pending === 'stop' && spawner.pid !== 0) findAgain(server, spawner)
    if (spawner?.pending !== 'spawn') continue
    server.spawner = null
    spawner.spawn?.cancel()
    cleanUp(hub, server, spawner)
  }
}

function findAgain(server: Server, { pid, token, steps, notebook }: Spawner): void {
  const found = { pid, token, steps, notebook, hasAddress: true, routed: true }
  server.spawner = Object.assign(new Spawner(server.userOptions), found)
}
