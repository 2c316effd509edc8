import type { Hub } from '../hub.ts'
import { cleanUp } from '../spawn/stop.ts'

/**
 * Takes a hub away for a while. Servers that are up go on meanwhile; of those that are starting it knows nothing when it is
 * back, as it keeps starts in its memory alone.
 */
export function restart(hub: Hub, ms: number): void {
  hub.running.pause(hub.clock, ms)
  for (const server of hub.spawner.active) {
    const { spawner } = server
    if (spawner?.pending !== 'spawn') continue
    server.spawner = null
    spawner.spawn?.cancel()
    cleanUp(hub, server, spawner)
  }
}
