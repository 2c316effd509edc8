import * as oauth from 'oauth4webapi'
import { expect } from 'vitest'
import type { RunningHub } from '../../src/make-target.ts'
import { noteSecret } from '../../trials/trial.ts'
import { signIn } from './sign-in.ts'

const insecure = { [oauth.allowInsecureRequests]: true }

/** The library's view of a hub, and of a service of it. */
export function partiesOf({ url, tokens }: RunningHub, service: string) {
  const server: oauth.AuthorizationServer = {
    issuer: url,
    authorization_endpoint: `${url}hub/api/oauth2/authorize`,
    token_endpoint: `${url}hub/api/oauth2/token`,
  }
  const client: oauth.Client = { client_id: `service-${service}` }
  return { server, client, secret: tokens[service] ?? '' }
}

/** Sends a person through the hub's pages. */
export async function authorize(
  hub: RunningHub,
  { service = 'web', challenge = '' }: { service?: string; challenge?: string } = {},
) {
  const { server, client } = partiesOf(hub, service)
  const state = oauth.generateRandomState()
  const url = new URL(server.authorization_endpoint ?? '')
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: hub.oauthCallback,
    response_type: 'code',
    state,
    ...(challenge && { code_challenge: challenge, code_challenge_method: 'S256' }),
  }).toString()
  const { callback, steps } = await signIn(hub, 'ada', url)
  expect(callback.origin + callback.pathname).toBe(hub.oauthCallback)
  return {
    callback,
    steps,
    state,
    parameters: oauth.validateAuthResponse(server, client, callback, state),
  }
}

/** Redeems a code as the library does. */
export async function redeem(
  hub: RunningHub,
  parameters: URLSearchParams,
  {
    service = 'web',
    verifier = oauth.nopkce,
    authentication = oauth.ClientSecretPost,
  }: {
    service?: string
    verifier?: string | typeof oauth.nopkce
    authentication?: (secret: string) => oauth.ClientAuth
  } = {},
): Promise<oauth.TokenEndpointResponse> {
  const { server, client, secret } = partiesOf(hub, service)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication(secret),
    parameters,
    hub.oauthCallback,
    verifier,
    insecure,
  )
  return oauth.processAuthorizationCodeResponse(server, client, response)
}

/** What came of redeeming a code. */
export async function outcomeOf(redeemed: Promise<oauth.TokenEndpointResponse>) {
  try {
    return shapeOf(await redeemed)
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) {
      return { refused: error.error, description: error.error_description, status: error.status }
    }
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
      return { challenged: error.cause, status: error.status }
    }
    throw error
  }
}

/** A token without what is random in it. */
export function shapeOf(token: oauth.TokenEndpointResponse) {
  noteSecret(token.access_token)
  if (token.refresh_token !== undefined) noteSecret(token.refresh_token)
  const { access_token: _access, refresh_token: refresh, scope, ...others } = token
  return { ...others, scopes: scope?.split(' ').toSorted(), refreshable: refresh !== undefined }
}

/** Asks the hub whose token that is. */
export async function whoIs(hub: RunningHub, { access_token }: oauth.TokenEndpointResponse) {
  const url = new URL(`${hub.url}hub/api/user`)
  const response = await oauth.protectedResourceRequest(
    access_token,
    'GET',
    url,
    undefined,
    undefined,
    insecure,
  )
  const { name, kind } = (await response.json()) as { name?: unknown; kind?: unknown }
  return { status: response.status, name, kind }
}
