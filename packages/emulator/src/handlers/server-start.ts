import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Hub } from '../hub.ts'
import { isDict } from '../python/repr.ts'
import { noticeDeath } from '../spawn/death.ts'
import { checkSpawnLimits } from '../spawn/limits.ts'
import { spawnHttpError } from '../spawn/spawn-error.ts'
import { Spawner } from '../spawn/spawner.ts'
import { spawnerOf, startServer } from '../spawn/start.ts'
import { waitAtMost } from '../spawn/wait.ts'
import type { Server } from '../state/server.ts'
import { readServerBody } from './server-body.ts'
import { checkServerName } from './server-names.ts'
import { theUser } from './users.ts'

/** Starts a server, which is made if there is none of that name. */
export async function postServer(call: Call): Promise<Reply> {
  const { traits, state } = call.hub
  const user = theUser(call)
  const name = call.param('server')
  const body = traits.serverResource ? readServerBody(call) : undefined
  const displayName = name === '' ? '' : body?.displayName || name
  if (name !== '') checkServerName(call, user, name, { displayName })
  const isNew = !user.servers.has(name)
  const server = state.server(user, name)
  if (isNew) server.displayName = displayName
  const hasFailed = !server.active && (server.spawner?.failure ?? null) !== null
  if (hasFailed) server.spawner = null
  if (spawnerOf(server).pending === 'spawn') return empty(202, text)
  await noticeDeath(call.hub, server, spawnerOf(server))
  checkStopped(server)
  if (body?.displayName) server.displayName = displayName
  const options = body === undefined ? call.json() : body.options
  const spawner = await startAndWait(call, server, options)
  // Hub 6.0 looks at what it has thrown away, where there was a failure.
  const misread = hasFailed && traits.startAfterFailureMisread
  return empty(spawner.pending === 'spawn' && !misread ? 202 : 201, text)
}

const text = { contentType: 'text/plain' } as const

function checkStopped({ logName, pending, spawner }: Server): void {
  if (pending !== null) throw new HttpError(400, `${logName} is pending ${pending}`)
  if (spawner?.runs === true) throw new HttpError(400, `${logName} is already running`)
}

/**
 * Starts a server, and waits for it as long as the hub does.
 *
 * @throws {@link HttpError} Of a start that fails meanwhile.
 */
export async function startAndWait(
  { hub }: Call,
  server: Server,
  options: unknown,
): Promise<Spawner> {
  if (server.name.includes('/') && hub.traits.slashRefused) {
    throw new HttpError(400, `Invalid server_name (may not contain '/'): ${server.name}`)
  }
  checkSpawnLimits(hub)
  // What is stored of hubs before 6.0 may be anything.
  const stored: unknown = server.userOptions
  if (!isDict(options ?? stored ?? {})) throw breakStart(hub, server, options)
  const { ended } = startServer(hub, server, isDict(options) ? options : null)
  const spawner = spawnerOf(server)
  const ms = hub.config.slow_spawn_timeout * 1000
  const outcome = await waitAtMost(hub.clock, ms, ended)
  // Who waits for a start that is called off is never answered: the hub loses sight of the request.
  if (outcome === 'cancelled') await new Promise<never>(() => {})
  if (outcome !== undefined && outcome !== 'up' && outcome !== 'cancelled') {
    throw spawnHttpError(outcome, hub.traits)
  }
  return spawner
}

/** Before 6.0, options that are no object are stored, and found out too late: the server seems to be up. */
function breakStart(hub: Hub, server: Server, options: unknown): HttpError {
  server.userOptions = (options ?? server.userOptions) as Server['userOptions']
  server.spawner = new Spawner(null)
  server.spawner.hasAddress = true
  server.spawner.failure = { message: 'The options of a server have to be an object.' }
  hub.spawner.active.add(server)
  return crash()
}
