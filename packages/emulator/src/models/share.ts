import type { NewShareCode, Share as ShareModel, ShareCode as CodeModel } from 'jupyterhub-client'
import type { Hub } from '../hub.ts'
import { isoformat } from '../python/time.ts'
import type { Server } from '../state/server.ts'
import type { Share, ShareCode } from '../state/share.ts'
import { shareScopes } from '../state/share.ts'
import { serverUrl } from './server.ts'

/** A share as the API shows it. */
export function shareModel(hub: Hub, share: Share): ShareModel {
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
export function shareCodeModel(hub: Hub, code: ShareCode): CodeModel {
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
export function newShareCodeModel(hub: Hub, code: ShareCode): NewShareCode {
  return {
    ...shareCodeModel(hub, code),
    code: code.code,
    accept_url: `${hub.baseUrl}hub/accept-share?code=${code.code}`,
    full_accept_url: null,
  }
}

function sharedServer(hub: Hub, server: Server): ShareModel['server'] {
  const { user, name, ready } = server
  return { user: { name: user.name }, name, url: serverUrl(hub, server), full_url: null, ready }
}
