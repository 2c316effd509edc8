import { serverUrl } from '../models/server.js'
/** Makes the token that a server tells the hub with what is going on. */
export function addServerToken(hub, server) {
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
//# sourceMappingURL=server-token.js.map
