import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'
import type { Spawner } from './spawner.ts'
import { stopServer } from './stop.ts'

/** Lets the process of a server that is up end by itself, if that was scripted, and the hub find out when it next looks. */
export function mayDie(hub: Hub, server: Server, spawner: Spawner): void {
  const step = spawner.steps.findLast((found): found is { die: number } => 'die' in found)
  if (step === undefined) return
  const { pid } = spawner
  spawner.diesAt = hub.clock.now() + step.die
  hub.clock.after(step.die, () => hub.spawner.kill(pid), 'background')
  lookForDeath(hub, server, spawner)
}

/** Lets the hub find out that a server has ended by itself when it looks next after that, if it is to do so. */
export function lookForDeath(hub: Hub, server: Server, spawner: Spawner): void {
  const interval = hub.config.poll_interval * 1000
  // As on a hub, 0 keeps it from looking.
  if (interval <= 0 || spawner.diesAt === null) return
  const left = Math.max(0, spawner.diesAt - hub.clock.now())
  const looks = Math.floor(left / interval) + 1
  const look = (): void => {
    // What has ended while it was away it sees when it is back.
    if (hub.running.hub) void noticeDeath(hub, server, spawner)
  }
  hub.clock.after(looks * interval, look, 'background')
}

/** Looks at every server that the hub takes to be up, as it does when it starts. */
export function noticeDeaths(hub: Hub): void {
  for (const server of hub.spawner.active) {
    if (server.spawner) void noticeDeath(hub, server, server.spawner)
  }
}

/**
 * Stops a server that the hub takes to be up if its process has gone.
 *
 * @returns Whether it had.
 */
export async function noticeDeath(hub: Hub, server: Server, spawner: Spawner): Promise<boolean> {
  if (!spawner.runs || hub.spawner.process(spawner.pid) !== undefined) return false
  spawner.pid = 0
  await stopServer(hub, server, spawner)
  return true
}
