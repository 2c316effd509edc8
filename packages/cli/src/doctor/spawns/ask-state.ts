import { HubError } from 'jupyterhub-client'
import type { ServerStatus } from 'jupyterhub-client'
import type { Target } from '../../commands/server-target.ts'
import type { Subject } from '../subject.ts'

/** How a server is; nothing if that cannot be told now: a proxy that is impatient loses this answer, too. */
export async function askState(
  { hub, way: { signal } }: Subject,
  { user, name }: Target,
): Promise<ServerStatus['state'] | undefined> {
  try {
    return (await hub.server(user, name).status({ signal, retries: 0 })).state
  } catch (error) {
    if (HubError.isInstance(error)) return undefined
    throw error
  }
}
