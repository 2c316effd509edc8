import type { Server as ServerModel } from 'jupyterhub-client'
import { reachesEntity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import { isoformat } from '../python/time.ts'
import { escapePath } from '../python/url.ts'
import type { Spawner } from '../spawn/spawner.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'

/** Path of a user's default server. */
export const userUrl = ({ baseUrl }: Hub, { name }: User): string =>
  `${baseUrl}user/${escapePath(name)}/`

/** Path of a server. */
export function serverUrl(hub: Hub, { user, name }: Server): string {
  return name === '' ? userUrl(hub, user) : `${userUrl(hub, user)}${segmentOf(hub, name)}/`
}

const segmentOf = ({ traits }: Hub, name: string): string =>
  traits.serverPathsEscaped ? escapePath(name) : name

/** Path of the events of a server's start. */
function progressUrl(hub: Hub, { user, name }: Server): string {
  const place = name === '' ? 'server' : `servers/${segmentOf(hub, name)}`
  return `${hub.baseUrl}hub/api/users/${escapePath(user.name)}/${place}/progress`
}

/**
 * A server as the API shows it; that it may be seen at all is known.
 *
 * @param spawner - What is shown of the hub's memory; `null`: the database alone.
 */
export function serverModel(
  call: Call,
  server: Server,
  spawner: Spawner | null = server.spawner,
): ServerModel {
  const { hub } = call
  const { traits } = hub
  return {
    name: server.name,
    ...(traits.serverResource && { display_name: server.displayName }),
    ...(traits.serverFullName && { full_name: server.fullName }),
    last_activity: isoformat(server.lastActivity),
    started: isoformat(server.started),
    pending: server.pending,
    ready: server.ready,
    ...(traits.stoppedServers && { stopped: !server.active }),
    url: serverUrl(hub, server),
    user_options: (spawner ?? server).userOptions,
    progress_url: progressUrl(hub, server),
    ...(traits.serverFullName && { full_url: null, full_progress_url: null }),
    ...stateOf(call, server, spawner),
  }
}

function stateOf(call: Call, server: Server, spawner: Spawner | null): Pick<ServerModel, 'state'> {
  // What is in the hub's memory is told as it is there.
  const state = spawner === null || spawner.pid > 0 ? server.state : {}
  if (!call.hub.traits.scopes) return { state: call.requester?.owner.admin === true ? state : null }
  return reachesEntity(call.reach('admin:server_state'), server) ? { state } : {}
}
