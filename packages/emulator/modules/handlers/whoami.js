import { anyTokenOf, requesterOfToken } from '../auth/requester.js'
import { parseScopes } from '../auth/scopes.js'
import { identifyScopes } from '../auth/scopes-of.js'
import { HttpError } from '../http/errors.js'
import { json } from '../http/reply.js'
import { ownerServiceModel } from '../models/service.js'
import { legacyUserModel, userModel } from '../models/user.js'
function whoAmI(call) {
  const requester = call.requester ?? byOAuth(call)
  if (requester === null) throw new HttpError(403)
  const { traits } = call.hub
  const { token, scopes } = requester
  call.requester = withIdentity(requester)
  const model = ownerModel(call, requester)
  if (!traits.scopes) return json(model)
  return json({
    ...model,
    ...(traits.tokenId && { token_id: token === null ? null : `a${token.id}` }),
    session_id: token?.sessionId ?? null,
    scopes: [...scopes].toSorted(),
  })
}
/** Tokens of OAuth are good for this even where they are for nothing else. */
function byOAuth({ hub, request, hasToken }) {
  const token = hasToken ? undefined : anyTokenOf(hub, request)
  return token === undefined ? null : requesterOfToken(hub, token)
}
/** The requester with what it takes to see somebody: oneself unless given, which anyone may do here. */
export function withIdentity(requester, who = requester.owner) {
  const scopes = new Set([...requester.scopes, ...identifyScopes(who)])
  return { ...requester, scopes, parsed: parseScopes(scopes) }
}
/** Who has a token, as far as it shows that. */
export function ownerModel(call, { owner }) {
  if (owner.kind === 'service') return ownerServiceModel(call, owner)
  return call.hub.traits.scopes ? userModel(call, owner) : legacyUserModel(call, owner)
}
/** Who sends the request. */
export const whoamiRoutes = [{ method: 'GET', path: '/hub/api/user', handle: whoAmI }]
//# sourceMappingURL=whoami.js.map
