import { parseScopes } from '../auth/scopes.js'
import { reachesEntity } from '../auth/reach.js'
import { scopesOfToken } from '../auth/scopes-of.js'
/** Whether the token of a request, which may be in its query, lets it into a server. */
export function mayVisit(hub, server, request) {
  const header = request.headers.get('authorization') ?? ''
  const [, secret] = /^(?:token|bearer)\s+(\S+)$/i.exec(header) ?? []
  const token = hub.state.tokens.find(
    secret ?? new URL(request.url).searchParams.get('token') ?? '',
  )
  if (token === undefined) return false
  if (!hub.traits.scopes) return token.owner === server.user || token.owner.admin
  const scopes = parseScopes(scopesOfToken(hub, token))
  return reachesEntity(scopes.get('access:servers'), server)
}
//# sourceMappingURL=access.js.map
