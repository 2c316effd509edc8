import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { askedNext } from '../http/next-url.ts'
import { escapeHtml, page, redirect, xsrfField } from '../http/page.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { serverUrl } from '../models/server.ts'
import type { ShareCode } from '../state/share.ts'
import { shareScopes } from '../state/share.ts'
import type { User } from '../state/user.ts'

function showPage(call: Call): Reply {
  const code = call.hub.state.shareCodes.find(codeOf(call))
  if (code === undefined) throw new HttpError(404, 'Share not found or expired')
  const visitor = theVisitor(call)
  if (code.server.user === visitor) throw new HttpError(403, "You can't share with yourself!")
  return page(call, invitation(call, code, visitor))
}

function accept(call: Call): Reply {
  const { clock, state } = call.hub
  const sent = codeOf(call)
  const code = state.shareCodes.find(sent)
  if (code === undefined) throw new HttpError(400, `Invalid share code: ${sent}`)
  const visitor = theVisitor(call)
  if (code.server.user === visitor) throw new HttpError(400, "You can't share with yourself!")
  state.shares.grant(code.server, visitor, code.bases)
  code.exchangeCount += 1
  code.lastExchanged = clock.now()
  return redirect(nextOf(call, code))
}

/** Where the page leads: to the server, unless it was told otherwise. */
const nextOf = (call: Call, { server }: ShareCode): string =>
  askedNext(call) || serverUrl(call.hub, server)

/** Pages are for who is logged in, which services never are. */
function theVisitor({ requester }: Call): User {
  if (requester?.owner.kind !== 'user') throw crash()
  return requester.owner
}

function codeOf(call: Call): string {
  const code = call.field('code')
  if (code === undefined) throw new HttpError(400)
  return code
}

function invitation(call: Call, code: ShareCode, visitor: User): string {
  const { user, name, ready } = code.server
  const url = escapeHtml(serverUrl(call.hub, code.server))
  const which = name === '' ? '' : ` (${escapeHtml(name)})`
  const warning = ready ? '' : `\n<p>The server at ${url} is not currently running.</p>`
  const next = escapeHtml(nextOf(call, code))
  const scopes = shareScopes(code).map((scope) => `<li>${escapeHtml(scope)}</li>`)
  return `<h1>Accept sharing invitation</h1>
<p>You (${escapeHtml(visitor.name)}) have been invited to access
${escapeHtml(user.name)}'s server${which} at <a href="${url}">${url}</a></p>${warning}
<form method="post" action="">
${xsrfField(call)}
<input type="hidden" name="code" value="${escapeHtml(code.code)}">
<ul>${scopes.join('')}</ul>
<button type="submit">Accept invitation</button>
</form>
<p>After accepting the invitation, you will be redirected to <a href="${next}">${next}</a>.</p>`
}

const row = { path: '/hub/accept-share', needs: 'shares', login: true } as const

/** The page that makes a share of a code, in a browser. */
export const acceptShareRoutes: readonly Route[] = [
  { ...row, method: 'GET', handle: showPage },
  { ...row, method: 'POST', handle: accept },
]
