import { reachesEntity } from '../auth/reach.ts'
import { beginSession, sessionOf } from '../auth/session.ts'
import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { escapeHtml, page, redirect, xsrfField } from '../http/page.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { AuthorizeRequest } from '../oauth/authorize-request.ts'
import {
  checkClient,
  OAuthRefusal,
  readAuthorizeRequest,
  withQuery,
} from '../oauth/authorize-request.ts'
import type { OAuthClient } from '../oauth/clients.ts'
import { scopesGiven } from '../oauth/scopes.ts'
import type { User } from '../state/user.ts'

/** Asks a person whether a client may know them, unless that is clear. */
function ask(call: Call): Reply {
  return orRefuse(() => {
    checkClient(call.hub, call.url.searchParams)
    const user = visitor(call)
    const request = readAuthorizeRequest(call.hub, call.url.searchParams, user)
    const { client } = request
    checkAccess(call, client)
    const scopes = scopesGiven(call.hub, client, user, request.scopes)
    if (needsConsent(call, client, user, scopes)) return consentPage(call, client, scopes)
    return grant(call, user, { ...request, scopes })
  })
}

/** Takes the person's word. */
function consent(call: Call): Reply {
  return orRefuse(() => {
    const user = visitor(call)
    if (call.hub.traits.consentReferer) checkReferer(call)
    const scopes = [...call.url.searchParams.getAll('scopes'), ...call.form.getAll('scopes')]
    // No scopes are none, not all.
    const consented = scopes.length > 0 ? scopes : ['identify']
    return grant(call, user, readAuthorizeRequest(call.hub, call.url.searchParams, user, consented))
  })
}

function orRefuse(answer: () => Reply): Reply {
  try {
    return answer()
  } catch (error) {
    if (error instanceof OAuthRefusal) return redirect(error.location)
    throw error
  }
}

function visitor({ requester }: Call): User {
  if (requester?.owner.kind !== 'user') throw new HttpError(403)
  return requester.owner
}

function checkAccess(call: Call, { resource, description }: OAuthClient): void {
  if (!call.hub.traits.scopes) return
  const scope = resource.kind === 'service' ? 'access:services' : 'access:servers'
  if (reachesEntity(call.reach(scope), resource)) return
  throw new HttpError(403, `You do not have permission to access ${description}`)
}

function checkReferer({ request, url }: Call): void {
  const [, referer = ''] = (request.headers.get('referer') ?? '').split('://')
  const [, own] = url.href.split('://')
  if (referer === own) return
  throw new HttpError(403, 'Authorization form must be sent from authorization page')
}

function needsConsent(
  { hub }: Call,
  { id, noConfirm, resource }: OAuthClient,
  user: User,
  scopes: readonly string[],
): boolean {
  if (noConfirm || (resource.kind === 'server' && resource.user === user)) return false
  if (!hub.traits.consentKept) return true
  const tokens = [...user.tokens].filter(({ clientId }) => clientId === id)
  const roles = tokens.flatMap((token) => token.roles.map(({ name }) => name))
  const known = new Set([...tokens.flatMap((token) => token.scopes), ...roles])
  return known.size === 0 || !scopes.every((scope) => known.has(scope))
}

function consentPage(call: Call, client: OAuthClient, scopes: readonly string[]): Reply {
  const fields = scopes.map(
    (scope) => `<input type="hidden" name="scopes" value="${escapeHtml(scope)}">`,
  )
  // Who somebody is, is told where there is nothing else to tell.
  const told = call.hub.traits.scopes ? (scopes.length > 0 ? scopes : ['identify']) : []
  const shown = told.map(
    (scope) =>
      `<label><input type="checkbox" name="raw-scopes" checked disabled> ${escapeHtml(scope)}</label>`,
  )
  const main = `<h1>Authorize access</h1>
<p>${escapeHtml(client.description)} (oauth URL: ${escapeHtml(client.redirectUri)})
would like permission to identify you.</p>
<form method="post" action="">
${[xsrfField(call), ...fields, ...shown].join('\n')}
<button type="submit">Authorize</button>
</form>`
  return page(call, main)
}

function grant(call: Call, user: User, request: AuthorizeRequest): Reply {
  const { client, redirectUri, state, scopes, challenge, challengeMethod } = request
  const code = call.hub.state.oauthCodes.issue({
    clientId: client.id,
    user,
    scopes,
    sessionId: sessionOf(call) ?? beginSession(call),
    challenge,
    challengeMethod,
  })
  return redirect(withQuery(redirectUri, { code, state }))
}

const path = '/hub/api/oauth2/authorize'

/** The page on which people let clients know who they are. */
export const authorizeRoutes: readonly Route[] = [
  { method: 'GET', path, page: true, login: true, handle: ask },
  { method: 'POST', path, page: true, login: true, handle: consent },
]
