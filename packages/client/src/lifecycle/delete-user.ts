import { BadRequestError, HubServerError } from '../errors.ts'
import type { Server } from '../models/server.ts'
import type { CallOptions } from '../options.ts'
import type { Servers } from '../resources/servers.ts'
import type { Transport } from '../transport/call.ts'
import { wait } from '../transport/deadline.ts'
import { linkedController } from '../transport/signal.ts'
import { defaultTotalMs, ensureStopped } from './ensure.ts'

/** So often the hub may say that a server runs, after all have been stopped: somebody starts them. */
const maxTries = 5
const pauseMs = 500

/**
 * Deletes a user whose servers run: stops them first, all at once. The hub itself stops a ready default server only, and
 * fails with 500 at any other.
 *
 * @see https://github.com/jupyterhub/jupyterhub/blob/main/jupyterhub/apihandlers/users.py `UserAPIHandler.delete`
 */
export async function deleteWithServers(
  transport: Transport,
  servers: Servers,
  user: string,
  options: CallOptions | undefined,
): Promise<void> {
  const call = transport.oneCall(options, defaultTotalMs)
  let active = await activeServers(servers, user, call)
  for (let tries = 1; ; tries += 1) {
    await stopAll(transport, servers, user, active, call)
    try {
      await transport.nothing('DELETE /users/{user}', [user], call)
      return
    } catch (error) {
      if (!isAboutServers(error) || tries === maxTries) throw error
      await wait(transport.settings.clock, pauseMs, call.signal)
      active = await activeServers(servers, user, call)
      // Then it was about something else, and a hub that fails at a user has done half of the work.
      if (active.length === 0 && HubServerError.isInstance(error)) throw error
    }
  }
}

async function activeServers(servers: Servers, user: string, call: CallOptions): Promise<Server[]> {
  const all = await servers.list(user, call).toArray()
  return all.filter(({ ready, pending }) => ready || pending !== null)
}

/** Stops servers, all at once. If one does not stop, the others are not waited for. */
async function stopAll(
  transport: Transport,
  servers: Servers,
  user: string,
  active: readonly Server[],
  call: CallOptions,
): Promise<void> {
  const { controller, unlink } = linkedController(call.signal)
  const { signal } = controller
  const stop = ({ name }: Server) =>
    ensureStopped({ transport, servers, user, name }, { ...call, signal })
  try {
    await Promise.all(active.map(stop))
  } finally {
    unlink()
    controller.abort()
  }
}

/** What the hub says of a user of whom a server runs (500), or stops (400). */
function isAboutServers(error: unknown): boolean {
  return BadRequestError.isInstance(error)
    ? error.message.includes('in the process of stopping')
    : HubServerError.isInstance(error) && error.hubVersion !== undefined
}
