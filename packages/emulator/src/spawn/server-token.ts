import type { Hub } from '../hub.ts'
import { serverUrl } from '../models/server.ts'
import type { Server } from '../state/server.ts'
import type { Token } from '../state/token.ts'

/** Makes the token that a server tells the hub with what is going on. */
export function addServerToken(hub: Hub, server: Server): Token {
  const { state, traits } = hub
  const role = state.roles.get('server')
  const scopes = (role?.scopes ?? []).map((scope) =>
    scope.endsWith('!server') ? `${scope}=${server.fullName}` : scope,
  )
  return state.tokens.create({
    owner: server.user,
    note: `Server at ${serverUrl(hub, server)}`,
    ...(traits.tokenRoles ? { roles: role === undefined ? [] : [role] } : { scopes }),
  })
}
