import { isoformat } from '../python/time.js'
import { shareScopes } from '../state/share.js'
import { serverUrl } from './server.js'
/** A share as the API shows it. */
export function shareModel(hub, share) {
  const { sharedWith, server, created } = share
  const whom = { name: sharedWith.name }
  return {
    server: sharedServer(hub, server),
    scopes: shareScopes(share),
    user: sharedWith.kind === 'user' ? whom : null,
    group: sharedWith.kind === 'group' ? whom : null,
    kind: sharedWith.kind,
    created_at: isoformat(created) ?? '',
  }
}
/** A code as the API shows it. */
export function shareCodeModel(hub, code) {
  return {
    server: sharedServer(hub, code.server),
    scopes: shareScopes(code),
    id: `sc_${code.id}`,
    created_at: isoformat(code.created) ?? '',
    expires_at: isoformat(code.expiresAt),
    exchange_count: code.exchangeCount,
    last_exchanged_at: isoformat(code.lastExchanged),
  }
}
/** A code as it is shown once, with itself. */
export function newShareCodeModel(hub, code) {
  return {
    ...shareCodeModel(hub, code),
    code: code.code,
    accept_url: `${hub.baseUrl}hub/accept-share?code=${code.code}`,
    full_accept_url: null,
  }
}
function sharedServer(hub, server) {
  const { user, name, ready } = server
  return { user: { name: user.name }, name, url: serverUrl(hub, server), full_url: null, ready }
}
//# sourceMappingURL=share.js.map
