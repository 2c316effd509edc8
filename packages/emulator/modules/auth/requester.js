import { recordUse } from '../state/record-use.js'
import { cookieUser } from './cookies.js'
import { parseScopes } from './scopes.js'
import { scopesOfOwner, scopesOfToken } from './scopes-of.js'
/** Finds out who sends a request: by a token if tokens will do, else by a cookie. */
export function identify(call, { tokens = true } = {}) {
  const { hub } = call
  const token = tokens ? tokenOf(hub, call.request) : undefined
  call.hasToken = token !== undefined
  const requester = token === undefined ? requesterOfCookie(call) : requesterOfToken(hub, token)
  return requester === null || isStale(hub, requester.owner) ? null : requester
}
function requesterOfCookie(call) {
  const user = cookieUser(call)
  return user === undefined ? null : requesterOf(call.hub, user)
}
const isStale = ({ refreshUser }, owner) => owner.kind === 'user' && !refreshUser(owner.name)
/** Someone who has sent a token, whose use is noted. */
export function requesterOfToken(hub, token) {
  recordUse(hub, token)
  // What a server does by itself is no activity of its user.
  if (token.owner.kind === 'user' && !token.note.startsWith('Server at ')) {
    recordUse(hub, token.owner)
  }
  return requesterOf(hub, token.owner, token)
}
/** Someone with all that they may do. */
export function requesterOf(hub, owner, token = null) {
  if (!hub.traits.scopes) return { owner, token, scopes: new Set(), parsed: new Map() }
  const scopes = token === null ? scopesOfOwner(hub, owner) : scopesOfToken(hub, token)
  return { owner, token, scopes, parsed: parseScopes(scopes) }
}
/** The token that a request is sent with, if it is one that will do everywhere. */
export function tokenOf(hub, request) {
  const token = anyTokenOf(hub, request)
  const isApart = hub.traits.oauthTokensApart && token?.clientId !== 'jupyterhub'
  return isApart ? undefined : token
}
/** The same, or one that a login gave, which does little on hub 1.x. */
export function anyTokenOf({ state }, request) {
  const header = request.headers.get('authorization') ?? ''
  const [, secret] = /^(?:token|bearer)\s+([^\s]+)$/i.exec(header) ?? []
  return secret === undefined ? undefined : state.tokens.find(secret)
}
//# sourceMappingURL=requester.js.map
