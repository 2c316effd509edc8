import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { isDict } from '../python/repr.ts'
import { checkSpawnLimits } from '../spawn/limits.ts'
import { spawnHttpError } from '../spawn/spawn-error.ts'
import type { Outcome, Spawner } from '../spawn/spawner.ts'
import { spawnerOf, startServer } from '../spawn/start.ts'
import { waitAtMost } from '../spawn/wait.ts'
import type { Server } from '../state/server.ts'
import type { ServerBody } from './server-body.ts'
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
  const hasFailed = server.spawner !== null && server.spawner.failure !== null
  if (hasFailed) server.spawner = null
  if (spawnerOf(server).pending === 'spawn') return empty(202, text)
  checkStopped(server)
  if (body?.displayName) server.displayName = displayName
  const { options } = body ?? readOptions(call)
  const spawner = await startAndWait(call, server, options)
  // Hub 6.0 looks at what it has thrown away, where there was a failure.
  const misread = hasFailed && traits.startAfterFailureMisread
  return empty(spawner.pending === 'spawn' && !misread ? 202 : 201, text)
}

const text = { contentType: 'text/plain' } as const

/** Before 6.0, a body is nothing but options, and only no body at all stands for those of the last time. */
function readOptions(call: Call): Pick<ServerBody, 'options'> {
  const options = call.json()
  // What is no object is stored all the same, and breaks whatever reads it.
  if (options !== null && !isDict(options)) throw crash()
  return { options }
}

function checkStopped({ logName, pending, ready }: Server): void {
  if (pending !== null) throw new HttpError(400, `${logName} is pending ${pending}`)
  if (ready) throw new HttpError(400, `${logName} is already running`)
}

/**
 * Starts a server, and waits for it as long as the hub does.
 *
 * @throws {@link HttpError} Of a start that fails meanwhile.
 */
export async function startAndWait(
  { hub }: Call,
  server: Server,
  options: ServerBody['options'],
): Promise<Spawner> {
  if (server.name.includes('/') && hub.traits.slashRefused) {
    throw new HttpError(400, `Invalid server_name (may not contain '/'): ${server.name}`)
  }
  checkSpawnLimits(hub)
  const { ended } = startServer(hub, server, options)
  const spawner = spawnerOf(server)
  let outcome: Outcome | undefined
  const noted = ended.then((how) => {
    outcome = how
  })
  await waitAtMost(hub.clock, hub.config.slow_spawn_timeout * 1000, noted)
  throwFailure(outcome, hub.traits)
  return spawner
}

function throwFailure(outcome: Outcome | undefined, traits: Call['hub']['traits']): void {
  if (outcome === undefined || outcome === 'up') return
  throw outcome === 'cancelled' ? crash() : spawnHttpError(outcome, traits)
}
