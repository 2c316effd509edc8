import { parseScopes } from '../auth/scopes.ts'
import { reachesEntity } from '../auth/reach.ts'
import { scopesOfToken } from '../auth/scopes-of.ts'
import type { Hub } from '../hub.ts'
import type { Server } from '../state/server.ts'

/** Whether the token of a request, which may be in its query, lets it into a server. */
export function mayVisit(hub: Hub, server: Server, request: Request): boolean {
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
