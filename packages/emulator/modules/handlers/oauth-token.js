import { crash } from '../http/errors.js'
import { json } from '../http/reply.js'
import { provesChallenge } from '../oauth/challenge.js'
import { clientNamed } from '../oauth/clients.js'
import { TokenError, readTokenRequest } from '../oauth/token-request.js'
import { oauthText } from '../state/oauth-codes.js'
/** Seconds that tokens last. */
const lifetime = 14 * 24 * 3600
async function giveToken(call) {
  try {
    return json(await exchange(call), { headers: uncached })
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    const { status, code, description, headers } = error
    const body = {
      error: code,
      ...(description !== undefined && { error_description: description }),
    }
    return json(body, { status, headers: [...uncached, ...headers] })
  }
}
const uncached = [
  ['cache-control', 'no-store'],
  ['pragma', 'no-cache'],
]
async function exchange(call) {
  const request = readTokenRequest(call)
  const client = authenticateClient(call, request)
  // What a token is renewed with, nothing takes.
  if (request.grantType === 'refresh_token') throw new TokenError('unauthorized_client')
  const { oauthCodes } = call.hub.state
  const grant = oauthCodes.find(request.code)
  if (grant === undefined || grant.clientId !== client.id) throw new TokenError('invalid_grant')
  await checkChallenge(call, request, grant)
  if (request.redirectUri !== null && request.redirectUri !== client.redirectUri) {
    throw new TokenError('invalid_request', 'Mismatching redirect URI.')
  }
  const answer = makeToken(call, grant)
  oauthCodes.delete(request.code)
  return answer
}
function authenticateClient({ hub }, { clientId, clientSecret }) {
  const client = clientNamed(hub, clientId ?? '')
  if (client !== undefined && clientSecret === null && hub.traits.missingSecretCrashes)
    throw crash()
  if (client?.secrets.includes(clientSecret ?? '') === true) return client
  throw new TokenError('invalid_client')
}
async function checkChallenge({ hub }, { codeVerifier }, { challenge, challengeMethod }) {
  if (!hub.traits.pkce || challenge === null) return
  if (codeVerifier === null) throw new TokenError('invalid_request', 'Code verifier required.')
  if (await provesChallenge(codeVerifier, challenge, challengeMethod)) return
  throw new TokenError('invalid_grant')
}
function makeToken({ hub }, grant) {
  const { traits, clock, random, state } = hub
  const { user, clientId, sessionId, scopes } = grant
  const scope = scopes.join(' ')
  if (!traits.scopes && scope !== 'identify') throw crash()
  const expiresAt = clock.now() + lifetime * 1000
  const secret = oauthText(random)
  const raw = traits.tokenScopes ? scopes : []
  state.tokens.create({ owner: user, secret, clientId, scopes: raw, expiresAt, sessionId })
  return {
    access_token: secret,
    expires_in: lifetime,
    token_type: 'Bearer',
    scope,
    ...(traits.refreshTokens && { refresh_token: oauthText(random) }),
  }
}
/** Where clients get tokens for the codes that browsers bring them. */
export const oauthTokenRoutes = [
  { method: 'POST', path: '/hub/api/oauth2/token', handle: giveToken },
]
//# sourceMappingURL=oauth-token.js.map
