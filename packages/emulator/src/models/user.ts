import type { Server as ServerModel, User as UserModel } from 'jupyterhub-client'
import { reachesEntity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'
import type { Hub } from '../hub.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'
import type { AccessMap, Mutable } from './filter.ts'
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
export const userModel = (call: Call, user: User): Mutable<Partial<UserModel>> =>
  userModels(call)(user)

/** Shows users one after the other, for which what the request is made of is looked at once. */
export function userModels(call: Call): (user: User) => Mutable<Partial<UserModel>> {
  const { traits } = call.hub
  const fieldsOf = visibleFields(call, access)
  const reach = call.reach('read:servers')
  const serversOf = serverModels(call, (server) => reachesEntity(reach, server))
  return (user) => {
    const fields = fieldsOf(user)
    if (fields.size === 0) return {}
    const all = common(call.hub, user)
    all.roles = namesOf(user.roles)
    all.auth_state = null
    if (traits.userInfo) all.user_info = null
    const model = pick(all, fields)
    const servers = serversOf(user)
    if (fields.has('servers') || Object.keys(servers).length > 0) model.servers = servers
    return model
  }
}

/** A user as hub 1.x shows it: servers only where that is meant. */
export function legacyUserModel(
  call: Call,
  user: User,
  { servers = false }: { readonly servers?: boolean } = {},
): UserModel {
  const shown = servers ? serverModels(call, () => true)(user) : null
  return { ...common(call.hub, user), servers: shown }
}

function common(hub: Hub, user: User): Mutable<UserModel> {
  const server = user.servers.get('')
  return {
    kind: 'user',
    name: user.name,
    admin: user.admin,
    groups: namesOf(user.groups),
    server: server?.ready === true ? userUrl(hub, user) : null,
    pending: server?.pending ?? null,
    created: isoformat(user.created),
    last_activity: isoformat(user.lastActivity),
  }
}

function namesOf(named: Iterable<{ readonly name: string }>): string[] {
  const names: string[] = []
  for (const { name } of named) names.push(name)
  return names
}

function serverModels(
  call: Call,
  isVisible: (server: Server) => boolean,
): (user: User) => Record<string, ServerModel> {
  const stopped = includesStopped(call)
  return (user) => {
    if (stopped) call.hub.state.lookAt(user)
    if (user.servers.size === 0) return {}
    const shown = [...user.servers.values()].filter(
      (server) => (server.active || stopped) && isVisible(server),
    )
    return Object.fromEntries(shown.map((server) => [server.name, serverModel(call, server)]))
  }
}

/** Anything but these two says yes, even nothing at all. */
function includesStopped(call: Call): boolean {
  const value = call.argument('include_stopped_servers') ?? '0'
  return call.hub.traits.stoppedServers && !['0', 'false'].includes(value.toLowerCase())
}
