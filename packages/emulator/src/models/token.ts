import type { Token as TokenModel } from 'jupyterhub-client'
import { scopesOfToken } from '../auth/scopes-of.ts'
import type { Hub } from '../hub.ts'
import { describeClient } from '../oauth/clients.ts'
import { isoformat } from '../python/time.ts'
import type { Token } from '../state/token.ts'

/** A token without what is sent. */
export function tokenModel(hub: Hub, token: Token): TokenModel {
  const { traits } = hub
  const isApart = traits.oauthTokensApart && token.clientId !== 'jupyterhub'
  return {
    [token.owner.kind]: token.owner.name,
    id: `${isApart ? 'o' : 'a'}${token.id}`,
    kind: isApart ? 'oauth' : 'api_token',
    ...(traits.scopes && { roles: token.roles.map(({ name }) => name) }),
    ...(traits.tokenScopes && { scopes: [...scopesOfToken(hub, token)] }),
    created: isoformat(token.created),
    last_activity: isoformat(token.lastActivity),
    expires_at: isoformat(token.expiresAt),
    ...(!isApart && { note: token.note }),
    ...(traits.scopes && { session_id: token.sessionId }),
    ...((traits.scopes || isApart) && { oauth_client: describeClient(hub, token.clientId) }),
  }
}
