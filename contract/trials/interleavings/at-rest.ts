import type { JupyterHub } from 'jupyterhub-client'
import { expect } from 'vitest'
import type { TrialHub } from '../hubs/trial-hub.ts'
import { atATime } from '../at-a-time.ts'
import { eventually } from '../eventually.ts'
import { handleOf } from './moves.ts'
import type { Place } from './moves.ts'
import { shown } from './raw-state.ts'

const atRest = new Set(['ready', 'stopped', 'unseen'])

/** What the client says of each server is what the hub says, once the hub has ended what it was about. */
export async function expectToAgree(
  hub: TrialHub,
  client: JupyterHub,
  places: readonly Place[],
): Promise<void> {
  for (const place of places) {
    const stateOf = async () => (await shown(hub, place)).state
    await eventually('a server at rest', async () => atRest.has(await stateOf()))
    const said = await stateOf()
    const { state } = await handleOf(client, place).status()
    const same = said === 'unseen' ? ['stopped', 'absent'] : [said]
    expect(same, `${place.user}/${place.name}`).toContain(state)
  }
}

/** Every server can be stopped, started and stopped, and no process is left of any. */
export async function expectToObey(
  hub: TrialHub,
  client: JupyterHub,
  places: readonly Place[],
): Promise<void> {
  await atATime(3, places, async (place) => {
    const handle = handleOf(client, place)
    await handle.ensureStopped()
    expect(['stopped', 'unseen']).toContain((await shown(hub, place)).state)
    await handle.ensureRunning()
    expect((await shown(hub, place)).state).toBe('ready')
    await handle.ensureStopped()
  })
  expect((await hub.serverProcesses()) ?? []).toEqual([])
}
