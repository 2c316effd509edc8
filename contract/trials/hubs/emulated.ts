import { setTimeout as sleep } from 'node:timers/promises'
import { stepsByOptions } from 'jupyterhub-emulator'
import type { EmulatedHub, SpawnRequest } from 'jupyterhub-emulator'
import { startEmulator } from '../../src/emulator-hub.ts'
import { additionsIn } from './config-lines.ts'
import type { LoggedStart } from './hub-log.ts'
import type { TrialHub, TrialSettings } from './trial-hub.ts'

/** Starts an emulated hub that listens, configured as the testbed would be. */
export async function startEmulated(version: string, given: TrialSettings): Promise<TrialHub> {
  const { baseUrl, seeded, lines, config } = given
  const { settings, refreshUser } = readConfig(config)
  const { roles: moreRoles, admins } = additionsIn(lines)
  const starts: LoggedStart[] = []
  const spawner = (request: SpawnRequest) => {
    // It is under way once this has said what it consists of.
    queueMicrotask(() => void watchStart(running.emulated, request, starts))
    return stepsByOptions(request)
  }
  const more = { spawner, ...(refreshUser && { refreshUser }) }
  const running = await startEmulator({
    ...{ version, baseUrl, seeded, settings, moreRoles, more },
    by: 'socket',
  })
  const { emulated, url } = running
  for (const name of admins) await makeAdmin(running, name)
  return {
    ...running,
    apiUrl: `${url}hub/api`,
    fetch: emulated.fetch,
    die: (ms) => die(emulated, ms),
    starts: async () => starts,
    serverProcesses: async () => emulated.spawner.pids,
    isAlive: (pid) => emulated.spawner.pids.includes(pid),
  }
}

async function makeAdmin(
  { emulated, adminToken }: Awaited<ReturnType<typeof startEmulator>>,
  name: string,
): Promise<void> {
  const { ok, status } = await emulated.fetch(`hub/api/users/${encodeURIComponent(name)}`, {
    method: 'PATCH',
    headers: { authorization: `token ${adminToken}` },
    body: JSON.stringify({ admin: true }),
  })
  if (!ok) throw new Error(`${name} cannot be made an admin: ${status}`)
}

async function watchStart(
  { state }: EmulatedHub,
  { user, server }: SpawnRequest,
  starts: LoggedStart[],
): Promise<void> {
  const from = Date.now()
  const spawn = state.users.get(user)?.servers.get(server)?.spawner?.spawn
  const outcome = await spawn?.ended
  if (outcome === 'up' && server === '') starts.push({ user, from, to: Date.now() })
}

/** What the process of a hub takes to start, at least. */
const bootMs = 1000

async function die(hub: EmulatedHub, ms: number): Promise<void> {
  hub.faults.add({ trouble: { restart: ms + bootMs } })
  while (!(await fetch(`${hub.url}hub/health`)).ok) await sleep(10)
}

/** What the testbed sets for the sake of a process, and an emulated hub has no use for. */
const ofProcesses = new Set(['log_level'])

type Settings = Parameters<typeof startEmulator>[0]['settings']

/** Takes traits of the classes of a hub for the settings of an emulated one. */
function readConfig({ JupyterHub: traits = {}, ...others }: TrialSettings['config']): {
  settings: Settings
  refreshUser?: (user: string) => boolean
} {
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new Error(`an emulated hub has no ${unknown}`)
  const { tornado_settings = {}, authenticator_class, ...more } = traits
  const settings = { ...more, ...(tornado_settings as object) }
  for (const trait of ofProcesses) Reflect.deleteProperty(settings, trait)
  if (authenticator_class === undefined) return { settings }
  // As the class in `testbed/hub/authenticators.py` does.
  return { settings, refreshUser: (user) => !user.startsWith('stale-') }
}
