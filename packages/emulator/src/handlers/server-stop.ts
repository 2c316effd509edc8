import { sleep } from '../clock.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { isDict, isTruthy } from '../python/repr.ts'
import { noticeDeath } from '../spawn/death.ts'
import type { Spawner } from '../spawn/spawner.ts'
import { spawnerOf } from '../spawn/start.ts'
import { stopAndWait } from '../spawn/stop.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'
import { theUser } from './users.ts'

/** Stops a server, and removes it, if that is asked for. */
export async function deleteServer(call: Call): Promise<Reply> {
  const user = theOwner(call)
  const remove = wantsRemoval(call)
  const server = theServer(call, user, remove)
  const spawner = await stop(call, server)
  if (remove) removeServer(call, server, spawner)
  return empty(spawner.stopPending ? 202 : 204, { contentType: spawner.stopPending ? text : null })
}

const text = 'text/plain'

function theOwner(call: Call): User {
  const { state, traits } = call.hub
  if (traits.stopOfNobodyCrashes && state.users.get(call.param('user')) === undefined) throw crash()
  return theUser(call)
}

function wantsRemoval(call: Call): boolean {
  const body = call.json()
  if (!isTruthy(body)) return false
  if (!isDict(body)) throw crash()
  return isTruthy(body['remove'])
}

function theServer({ hub, params }: Call, user: User, remove: boolean): Server {
  const name = params['server'] ?? ''
  if (name === '' && remove) throw new HttpError(400, 'Cannot delete the default server')
  if (name !== '' && !hub.config.allow_named_servers) {
    throw new HttpError(400, 'Named servers are not enabled.')
  }
  const server = name === '' ? hub.state.server(user, name) : user.servers.get(name)
  if (server === undefined) throw new HttpError(404, `${user.name} has no server named '${name}'`)
  return server
}

/** Stops a server, and gives what the hub then holds of it in its memory. */
async function stop(call: Call, server: Server): Promise<Spawner> {
  const { hub } = call
  const spawner = spawnerOf(server)
  const died = await noticeDeath(hub, server, spawner)
  if (!died && spawner.runs) await stopAndWait(hub, server, spawner)
  return spawner.pending === 'spawn' ? cancelStart(call, server, spawner) : spawner
}

/** Calls a start off, and stops a second later what is there then: somebody may have started it again. */
async function cancelStart({ hub }: Call, server: Server, spawner: Spawner): Promise<Spawner> {
  if (!hub.traits.startCancelled) {
    throw new HttpError(400, `${server.logName} is pending spawn, please wait`)
  }
  spawner.spawn?.cancel()
  await sleep(hub.clock, 1000)
  const current = spawnerOf(server)
  if (current.pending !== null) throw crash()
  await stopAndWait(hub, server, current)
  return current
}

/** Removes a server, once it has stopped. */
function removeServer({ hub }: Call, server: Server, spawner: Spawner): void {
  const remove = () => {
    // A hub that was restarted meanwhile has found it up.
    if (!server.active) hub.state.deleteServer(server)
  }
  if (spawner.stopped === null) remove()
  else void spawner.stopped.then(remove)
}
