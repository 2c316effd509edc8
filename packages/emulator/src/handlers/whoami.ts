import type { Requester } from '../auth/requester.ts'
import { anyTokenOf, requesterOfToken } from '../auth/requester.ts'
import { parseScopes } from '../auth/scopes.ts'
import { identifyScopes } from '../auth/scopes-of.ts'
import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { ownerServiceModel } from '../models/service.ts'
import { legacyUserModel, userModel } from '../models/user.ts'
import type { Token } from '../state/token.ts'

function whoAmI(call: Call): Reply {
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
function byOAuth({ hub, request, hasToken }: Call): Requester | null {
  const token = hasToken ? undefined : anyTokenOf(hub, request)
  return token === undefined ? null : requesterOfToken(hub, token)
}

/** The requester with what it takes to see somebody: oneself unless given, which anyone may do here. */
export function withIdentity(
  requester: Requester,
  who: Token['owner'] = requester.owner,
): Requester {
  const scopes = new Set([...requester.scopes, ...identifyScopes(who)])
  return { ...requester, scopes, parsed: parseScopes(scopes) }
}

/** Who has a token, as far as it shows that. */
export function ownerModel(call: Call, { owner }: Pick<Requester, 'owner'>): object {
  if (owner.kind === 'service') return ownerServiceModel(call, owner)
  return call.hub.traits.scopes ? userModel(call, owner) : legacyUserModel(call, owner)
}

/** Who sends the request. */
export const whoamiRoutes: readonly Route[] = [
  { method: 'GET', path: '/hub/api/user', handle: whoAmI },
]
