import { scopesOfToken } from '../auth/scopes-of.js'
import { describeClient } from '../oauth/clients.js'
import { isoformat } from '../python/time.js'
/** A token without what is sent. */
export function tokenModel(hub, token) {
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
//# sourceMappingURL=token.js.map
