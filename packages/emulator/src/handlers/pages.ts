import { checkGuard } from '../auth/guard.ts'
import type { Call } from '../http/call.ts'
import { errorText } from '../http/error-reply.ts'
import { HttpError, reasonOf } from '../http/errors.ts'
import { nextUrl } from '../http/next-url.ts'
import { escapeHtml, loginUrl, page, redirect } from '../http/page.ts'
import { html } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { serverUrl } from '../models/server.ts'
import { describeClient } from '../oauth/clients.ts'
import { noticeDeath } from '../spawn/death.ts'
import type { User } from '../state/user.ts'

/** Who is logged in. */
function visitor({ requester }: Call): User {
  if (requester?.owner.kind !== 'user') throw new HttpError(403)
  return requester.owner
}

function showRoot(call: Call): Reply {
  const owner = call.requester?.owner
  return redirect(owner?.kind === 'user' ? nextUrl(call, owner) : loginUrl(call))
}

async function showHome(call: Call): Promise<Reply> {
  const { hub } = call
  const user = visitor(call)
  const usual = user.servers.get('')
  if (usual?.spawner) await noticeDeath(hub, usual, usual.spawner)
  const rows = [...user.servers.values()].map((server) => {
    const url = escapeHtml(serverUrl(hub, server))
    return `<li><a href="${url}">${escapeHtml(server.name)}</a>${server.ready ? ' (running)' : ''}</li>`
  })
  return page(
    call,
    `<h1>${escapeHtml(user.name)}</h1>
<a id="start" href="${hub.baseUrl}hub/spawn/${encodeURIComponent(user.name)}">My Server</a>
<ul>${rows.join('')}</ul>
<a id="logout" href="${hub.baseUrl}hub/logout">Logout</a>`,
  )
}

function showTokens(call: Call): Reply {
  const { hub } = call
  const rows = [...visitor(call).tokens].map(({ note, clientId }) => {
    const title = clientId === 'jupyterhub' ? note : describeClient(hub, clientId)
    return `<tr><td>${escapeHtml(title)}</td></tr>`
  })
  return page(call, `<h1>API Tokens</h1>\n<table>${rows.join('')}</table>`)
}

/** Newer hubs ask for a scope, older ones for an admin. */
function showAdmin(call: Call): Reply {
  const { traits } = call.hub
  if (traits.adminUiScope) checkGuard(call, { scopes: ['admin-ui'] })
  else if (!visitor(call).admin) throw new HttpError(403)
  return page(call, '<h1>Admin</h1>')
}

/** What the proxy shows for an error of its own, for which the hub has no other status than 200. */
function showError(call: Call): Reply {
  if (!/^\d+$/.test(call.param('status'))) throw new HttpError(404)
  const home = `<a href='${call.hub.baseUrl}hub/home'>from the hub</a>`
  const more = `\n<p>Your server appears to be down. Try restarting it ${home}</p>`
  const status = Number(call.param('status'))
  return page(call, errorText(status, reasonOf(status)) + (status === 503 ? more : ''))
}

/** One pixel of orange. */
const logo =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4XKYGAAPvAZA7QAZ9AAAAAElFTkSuQmCC'

/** Unlike a page, it sets no cookie. */
function showLogo(): Reply {
  const body = Uint8Array.from(atob(logo), (character) => character.charCodeAt(0))
  return { status: 200, contentType: 'image/png', headers: [], body }
}

/** A browser's word that a page did what it may not: the hub writes it to its log. */
function takeReport(call: Call): Reply {
  void call.body
  return html('')
}

/** Pages for people, but for those that start servers. */
export const pageRoutes: readonly Route[] = [
  { method: 'GET', path: '/hub/', handle: showRoot },
  { method: 'GET', path: '/hub/home', login: true, handle: showHome },
  { method: 'GET', path: '/hub/admin', login: true, handle: showAdmin },
  { method: 'GET', path: '/hub/token', login: true, handle: showTokens },
  { method: 'GET', path: '/hub/logo', handle: showLogo },
  { method: 'GET', path: '/hub/error/{status}', handle: showError },
  { method: 'POST', path: '/hub/security/csp-report', login: true, handle: takeReport },
]
