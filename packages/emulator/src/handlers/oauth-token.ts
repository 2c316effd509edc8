import type { Call } from '../http/call.ts'
import { crash } from '../http/errors.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { provesChallenge } from '../oauth/challenge.ts'
import type { OAuthClient } from '../oauth/clients.ts'
import { clientNamed } from '../oauth/clients.ts'
import { TokenError, readTokenRequest } from '../oauth/token-request.ts'
import type { TokenRequest } from '../oauth/token-request.ts'
import type { OAuthGrant } from '../state/oauth-codes.ts'
import { unused } from '../random.ts'
import { oauthText } from '../state/oauth-codes.ts'

/** Seconds that tokens last. */
const lifetime = 14 * 24 * 3600

async function giveToken(call: Call): Promise<Reply> {
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
] as const

async function exchange(call: Call): Promise<Record<string, unknown>> {
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

function authenticateClient({ hub }: Call, { clientId, clientSecret }: TokenRequest): OAuthClient {
  const client = clientNamed(hub, clientId ?? '')
  if (client !== undefined && clientSecret === null && hub.traits.missingSecretCrashes)
    throw crash()
  if (client?.secrets.includes(clientSecret ?? '') === true) return client
  throw new TokenError('invalid_client')
}

async function checkChallenge(
  { hub }: Call,
  { codeVerifier }: TokenRequest,
  { challenge, challengeMethod }: OAuthGrant,
): Promise<void> {
  if (!hub.traits.pkce || challenge === null) return
  if (codeVerifier === null) throw new TokenError('invalid_request', 'Code verifier required.')
  if (await provesChallenge(codeVerifier, challenge, challengeMethod)) return
  throw new TokenError('invalid_grant')
}

function makeToken({ hub }: Call, grant: OAuthGrant): Record<string, unknown> {
  const { traits, clock, random, state } = hub
  const { user, clientId, sessionId, scopes } = grant
  const scope = scopes.join(' ')
  if (!traits.scopes && scope !== 'identify') throw crash()
  const expiresAt = clock.now() + lifetime * 1000
  const secret = unused(oauthText(random), (text) => state.tokens.has(text))
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
export const oauthTokenRoutes: readonly Route[] = [
  { method: 'POST', path: '/hub/api/oauth2/token', handle: giveToken },
]
