import type { Hub } from '../hub.ts'
import { lookForDeath, noticeDeaths } from '../spawn/death.ts'
import { Spawner } from '../spawn/spawner.ts'
import { cleanUp } from '../spawn/stop.ts'
import type { Server } from '../state/server.ts'

/**
 * Takes a hub away for a while. Servers that are up go on meanwhile; of those that are starting it knows nothing when it is
 * back, as it keeps starts in its memory alone, and those that are stopping it finds up. Which have ended meanwhile it sees at once. One that
 * is away already is so until the later of the two ends.
 */
export function restart(hub: Hub, ms: number): void {
  hub.running.pause(hub.clock, ms, () => noticeDeaths(hub))
  for (const server of hub.spawner.active) {
    const { spawner } = server
    if (spawner?.pending === 'stop' && spawner.pid !== 0) findAgain(hub, server, spawner)
    if (spawner?.pending !== 'spawn') continue
    server.spawner = null
    spawner.spawn?.cancel()
    cleanUp(hub, server, spawner)
  }
}

function findAgain(hub: Hub, server: Server, spawner: Spawner): void {
  const { pid, token, steps, notebook, diesAt } = spawner
  const known = { pid, token, steps, notebook, diesAt, hasAddress: true, routed: true }
  const found = Object.assign(new Spawner(server.userOptions), known)
  server.spawner = found
  lookForDeath(hub, server, found)
}
