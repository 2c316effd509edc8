import type { Call } from '../http/call.ts'
import { escapeHtml } from '../http/error-reply.ts'
import { HttpError } from '../http/errors.ts'
import { formArgument } from '../http/form.ts'
import { html } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { serverUrl } from '../models/server.ts'
import type { ShareCode } from '../state/share.ts'
import { shareScopes } from '../state/share.ts'
import type { User } from '../state/user.ts'

function showPage(call: Call): Reply {
  const visitor = theVisitor(call)
  if (visitor === undefined) return toLogin(call)
  const code = call.hub.state.shareCodes.find(codeOf(call))
  if (code === undefined) throw new HttpError(404, 'Share not found or expired')
  if (code.server.user === visitor) throw new HttpError(403, "You can't share with yourself!")
  return html(pageOf(call, code, visitor))
}

function accept(call: Call): Reply {
  const visitor = theVisitor(call)
  if (visitor === undefined) throw new HttpError(403)
  const { clock, state } = call.hub
  const sent = codeOf(call)
  const code = state.shareCodes.find(sent)
  if (code === undefined) throw new HttpError(400, `Invalid share code: ${sent}`)
  if (code.server.user === visitor) throw new HttpError(400, "You can't share with yourself!")
  state.shares.grant(code.server, visitor, code.bases)
  code.exchangeCount += 1
  code.lastExchanged = clock.now()
  return redirect(serverUrl(call.hub, code.server))
}

function theVisitor({ requester }: Call): User | undefined {
  return requester?.owner.kind === 'user' ? requester.owner : undefined
}

function codeOf(call: Call): string {
  const code = formArgument(call, 'code')
  if (code === undefined) throw new HttpError(400, 'Missing argument code')
  return code
}

function toLogin({ hub, url }: Call): Reply {
  const next = encodeURIComponent(url.pathname + url.search)
  return redirect(`${hub.baseUrl}hub/login?next=${next}`)
}

const redirect = (location: string): Reply =>
  html('', { status: 302, headers: [['location', location]] })

function pageOf({ hub }: Call, code: ShareCode, visitor: User): string {
  const { user, name, ready } = code.server
  const url = escapeHtml(serverUrl(hub, code.server))
  const which = name === '' ? '' : ` (${escapeHtml(name)})`
  const warning = ready ? '' : `\n<p>The server at ${url} is not currently running.</p>`
  const scopes = shareScopes(code).map((scope) => `<li>${escapeHtml(scope)}</li>`)
  return `<!DOCTYPE HTML>
<html lang="en">
<head><title>JupyterHub</title></head>
<body>
<h1>Accept sharing invitation</h1>
<p>You (${escapeHtml(visitor.name)}) have been invited to access
${escapeHtml(user.name)}'s server${which} at <a href="${url}">${url}</a></p>${warning}
<form method="post" action="">
<ul>${scopes.join('')}</ul>
<input type="hidden" name="code" value="${escapeHtml(code.code)}" />
<button type="submit">Accept invitation</button>
</form>
</body>
</html>
`
}

const path = '/hub/accept-share'
const needs = 'shares'

/** The page that makes a share of a code, in a browser. */
export const acceptShareRoutes: readonly Route[] = [
  { method: 'GET', path, needs, page: true, handle: showPage },
  { method: 'POST', path, needs, page: true, handle: accept },
]
