import { reachesEntity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'
import type { AccessMap } from './filter.ts'
import { pick, visibleFields } from './filter.ts'
import { serverModel, userUrl } from './server.ts'

const access: AccessMap = {
  'read:users': [
    'kind',
    'name',
    'user_info',
    'admin',
    'roles',
    'groups',
    'server',
    'pending',
    'created',
    'last_activity',
  ],
  'read:users:name': ['kind', 'name', 'user_info', 'admin'],
  'read:users:groups': ['kind', 'name', 'groups'],
  'read:users:activity': ['kind', 'name', 'last_activity'],
  'read:servers': ['kind', 'name', 'servers'],
  'read:roles:users': ['kind', 'name', 'roles', 'admin'],
  'admin:auth_state': ['kind', 'name', 'auth_state'],
}

/** A user as far as the requester's scopes show it; nothing, if they do not reach it. */
export function userModel(call: Call, user: User): Record<string, unknown> {
  const { traits } = call.hub
  const fields = visibleFields(call, user, access)
  if (fields.size === 0) return {}
  const model = pick(
    {
      ...common(call.hub, user),
      roles: [...user.roles].map(({ name }) => name),
      auth_state: null,
      ...(traits.userInfo && { user_info: null }),
    },
    fields,
  )
  const servers = serverModels(call, user, (server) =>
    reachesEntity(call.reach('read:servers'), server),
  )
  if (fields.has('servers') || Object.keys(servers).length > 0) model['servers'] = servers
  return model
}

/** A user as hub 1.x shows it: servers only where that is meant. */
export function legacyUserModel(
  call: Call,
  user: User,
  { servers = false }: { readonly servers?: boolean } = {},
): Record<string, unknown> {
  const shown = servers ? serverModels(call, user, () => true) : null
  return { ...common(call.hub, user), servers: shown }
}

function common(hub: Hub, user: User): Record<string, unknown> {
  const server = user.servers.get('')
  return {
    kind: 'user',
    name: user.name,
    admin: user.admin,
    groups: [...user.groups].map(({ name }) => name),
    server: server?.ready === true ? userUrl(hub, user) : null,
    pending: server?.pending ?? null,
    created: isoformat(user.created),
    last_activity: isoformat(user.lastActivity),
  }
}

function serverModels(
  call: Call,
  user: User,
  isVisible: (server: Server) => boolean,
): Record<string, unknown> {
  const stopped = includesStopped(call)
  const shown = [...user.servers.values()].filter(
    (server) => (server.active || stopped) && isVisible(server),
  )
  return Object.fromEntries(shown.map((server) => [server.name, serverModel(call, server)]))
}

/** Anything but these two says yes, even nothing at all. */
function includesStopped(call: Call): boolean {
  const value = call.argument('include_stopped_servers') ?? '0'
  return call.hub.traits.stoppedServers && !['0', 'false'].includes(value.toLowerCase())
}
