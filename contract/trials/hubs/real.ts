import { setTimeout as sleep } from 'node:timers/promises'
import { startHub } from 'testbed'
import type { RunningHub } from 'testbed'
import { loggedStarts } from './hub-log.ts'
import { serverProcesses } from './processes.ts'
import type { TrialHub, TrialSettings } from './trial-hub.ts'

/** A hub of the testbed. */
export type RealHub = TrialHub & RunningHub

/** Starts a hub of the testbed. */
export async function startReal(version: string, settings: TrialSettings): Promise<RealHub> {
  const hub = await startHub({ version, ...settings })
  return {
    ...hub,
    fetch: (url, init) => fetch(url, init),
    async die(ms) {
      await hub.killHub()
      await sleep(ms)
      await hub.restartHub()
    },
    starts: () => loggedStarts(hub),
    serverProcesses: () => serverProcesses(hub),
    isAlive(pid) {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    },
  }
}
