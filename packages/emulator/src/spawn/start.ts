import type { Hub } from '../hub.ts'
import { serverUrl } from '../models/server.ts'
import type { Server } from '../state/server.ts'
import { mayDie } from './death.ts'
import { addServerToken } from './server-token.ts'
import type { SpawnError } from './spawn-error.ts'
import type { Outcome, Spawn } from './spawner.ts'
import { Spawner } from './spawner.ts'
import type { SpawnStep } from './steps.ts'
import { cleanUp, stopServer } from './stop.ts'
import { pause } from './wait.ts'

/** What the hub holds in its memory of a server, from now on if it held nothing. */
export function spawnerOf(server: Server): Spawner {
  server.spawner ??= new Spawner(server.userOptions)
  return server.spawner
}

/**
 * Begins to start a server that is stopped.
 *
 * @param options - `null`: those of the last start.
 */
export function startServer(
  hub: Hub,
  server: Server,
  options: Readonly<Record<string, unknown>> | null,
): Spawn {
  const spawner = new Spawner(server.userOptions)
  if (options !== null) spawner.userOptions = options
  spawner.steps = hub.spawner.stepsOf({
    user: server.user.name,
    server: server.name,
    user_options: spawner.userOptions,
  })
  server.spawner = spawner
  if (options !== null) server.userOptions = options
  spawner.spawnPending = true
  spawner.hasAddress = true
  spawner.token = addServerToken(hub, server)
  const now = hub.clock.now()
  server.user.lastActivity = now
  server.started = now
  server.lastActivity = now
  hub.spawner.active.add(server)
  const ending = new AbortController()
  const spawn = {
    ended: run(hub, server, spawner, ending),
    cancel: () => ending.abort('cancelled' satisfies Outcome),
  }
  spawner.spawn = spawner.pending === 'spawn' ? spawn : null
  return spawn
}

async function run(
  hub: Hub,
  server: Server,
  spawner: Spawner,
  ending: AbortController,
): Promise<Outcome> {
  const giveUp = () => ending.abort({ message: '', reason: 'timeout' } satisfies SpawnError)
  const forget = hub.clock.after(hub.config.start_timeout * 1000, giveUp, 'background')
  const outcome = await perform(hub, spawner, ending)
  forget()
  if (outcome === 'up') await comeUp(hub, server, spawner)
  // What was called off keeps its address: until it is stopped, the hub takes it to be up.
  else if (outcome !== 'cancelled') {
    spawner.failure = outcome
    cleanUp(hub, server, spawner)
  }
  spawner.spawnPending = false
  spawner.spawn = null
  return outcome
}

async function perform(
  { clock }: Hub,
  spawner: Spawner,
  ending: AbortController,
): Promise<Outcome> {
  for (const step of spawner.steps) {
    if (isFailure(step)) {
      return { message: step.fail, ...(step.status !== undefined && { status: step.status }) }
    }
    const ms = msOf(step)
    if (ms > 0) await pause(clock, ms, ending)
    if (ending.signal.aborted) return ending.signal.reason as Outcome
    if (isEvent(step)) spawner.tell(step)
  }
  return 'up'
}

const isFailure = (step: SpawnStep): step is { fail: string; status?: number } => 'fail' in step

const isEvent = (step: SpawnStep): boolean =>
  !('wait' in step || 'hang' in step || 'stop' in step || 'die' in step)

function msOf(step: SpawnStep): number {
  if ('hang' in step) return Infinity
  return 'wait' in step && typeof step.wait === 'number' ? step.wait : 0
}

async function comeUp(hub: Hub, server: Server, spawner: Spawner): Promise<void> {
  spawner.pid = hub.spawner.run(server)
  server.state = { pid: spawner.pid }
  // A path with a space in it cannot be told to the proxy, and nobody shall think that it were.
  if (/\s/.test(serverUrl(hub, server))) {
    await stopServer(hub, server, spawner)
    // Unlike after a stop by request, the hub goes on to hold it in its memory.
    server.spawner = new Spawner(server.userOptions)
    return
  }
  spawner.routed = true
  mayDie(hub, server, spawner)
}
