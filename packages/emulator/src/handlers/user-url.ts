import { checkGuard } from '../auth/guard.ts'
import { hasScope } from '../auth/has-scope.ts'
import { sleep } from '../clock.ts'
import { preferredType } from '../http/accepts.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { escapeHtml, page, redirect } from '../http/page.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { elsewhere } from '../http/route.ts'
import type { Handler, Route } from '../http/route.ts'
import { userUrl } from '../models/server.ts'
import { escapePath } from '../python/url.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'

/** What the proxy does not know is sent to the pages of the hub, whose cookies it then has. */
function redirectToHub({ hub, url }: Call): Reply {
  const path = url.pathname.slice(hub.baseUrl.length - 1)
  // Its own root the hub only lacks the slash of.
  if (path === '/hub') return { ...redirect(`${url.pathname}/${url.search}`), status: 301 }
  return redirect(`${hub.baseUrl}hub${path}${url.search}`)
}

/** Sends a person to what is meant on the server of everyone, which is started if need be. */
function redirectToOwn(call: Call): Reply {
  const { hub, requester, url } = call
  if (requester?.owner.kind !== 'user') throw new HttpError(403)
  const { owner } = requester
  const next = `${userUrl(hub, owner)}${call.param('path')}${url.search}`
  const spawnUrl = `${hub.baseUrl}hub/spawn/${escapePath(owner.name)}`
  return redirect(`${spawnUrl}?${new URLSearchParams({ next })}`)
}

/** Says why a server does not answer, or sends the browser to where that can be mended. */
async function showUserUrl(call: Call): Promise<Reply> {
  const { hub } = call
  const owner = call.requester?.owner
  if (!hub.traits.scopes && owner?.name !== call.param('user')) {
    // It looks for the services' own servers.
    if (owner?.kind !== 'user') throw crash()
    const path = call.param('path').split('/').map(escapePath).join('/')
    return redirect(`${userUrl(hub, owner)}${path}${call.url.search}`)
  }
  checkAccess(call)
  const server = serverOf(call, theVisited(call))
  if (server.ready) return redirectToServer(call)
  if (wantsJson(call)) return failApiRequest(call, server)
  const next = new URLSearchParams({ next: call.url.pathname + call.url.search })
  if (server.pending !== null || server.spawner?.failure) {
    const location = `${hubPage(call, 'spawn-pending', server)}?${next}`
    return { ...redirect(location), status: 303 }
  }
  const spawnUrl = escapeHtml(`${hubPage(call, 'spawn', server)}?${next}`)
  const main = `<h1>Server not running</h1>\n<a id="start" href="${spawnUrl}">Launch Server</a>`
  return page(call, main, { status: stoppedStatus(call) })
}

function checkAccess(call: Call): void {
  const { traits } = call.hub
  if (!traits.scopes) return
  if (traits.serverPagesGuarded) return checkGuard(call, { scopes: ['access:servers'], on: 'user' })
  const [name = ''] = call.param('path').split('/')
  const user = call.param('user')
  if (
    [`${user}/`, `${user}/${name}`].some((full) => hasScope(call, `access:servers!server=${full}`))
  ) {
    return
  }
  throw new HttpError(404, 'No access to resources or resources not found')
}

function theVisited({ hub, params }: Call): User {
  const name = params['user'] ?? ''
  const user = hub.state.users.get(name)
  if (user === undefined) throw new HttpError(404, `No such user ${name}`)
  return user
}

/** The server that is named first in a path, else the default one. */
function serverOf({ hub, params }: Call, user: User): Server {
  const [name = ''] = (params['path'] ?? '').split('/')
  const named = hub.config.allow_named_servers ? user.servers.get(name) : undefined
  return named ?? hub.state.server(user, '')
}

/** The proxy may be told of it at any moment, so it is tried again, later each time. */
async function redirectToServer({ hub, url }: Call): Promise<Reply> {
  const redirects = Number(url.searchParams.get('redirects') ?? 0) || 0
  if (redirects >= 4) throw new HttpError(500, 'Redirect loop detected.')
  if (redirects > 0) await sleep(hub.clock, Math.min(2 ** redirects, 10) * 1000)
  const query = new URLSearchParams(url.search)
  query.set('redirects', String(redirects + 1))
  return redirect(
    `${hub.baseUrl}${url.pathname.slice(hub.baseUrl.length + 'hub/'.length)}?${query}`,
  )
}

function wantsJson(call: Call): boolean {
  const accept = call.request.headers.get('accept') ?? ''
  const preferred = preferredType(accept, ['application/json', 'text/html'])
  return preferred === 'application/json' || call.param('path').split('/').includes('api')
}

/** Whatever is no page is taken for a request of a program. */
function failNonGet(call: Call): Reply {
  const { hub } = call
  const user = hub.state.users.get(call.param('user'))
  const isOwn = user !== undefined && call.requester?.owner === user
  return failApiRequest(call, isOwn ? serverOf(call, user) : undefined)
}

function failApiRequest(call: Call, server: Server | undefined): Reply {
  const { hub, url } = call
  const path = url.pathname.slice(hub.baseUrl.length + 'hub'.length)
  const spawn =
    server === undefined
      ? `${hub.baseUrl}hub/spawn/${call.param('user')}`
      : hubPage(call, 'spawn', server)
  const message =
    `JupyterHub server no longer running at ${path}.` +
    ` Restart the server at ${url.origin}${spawn}`
  return json({ message }, { status: stoppedStatus(call) })
}

const stoppedStatus = ({ hub }: Call): number => (hub.traits.stoppedServerIs424 ? 424 : 503)

/** Path of a page of the hub about a server. */
function hubPage({ hub }: Call, kind: string, { user, name }: Server): string {
  const names = name === '' ? [user.name] : [user.name, name]
  return `${hub.baseUrl}hub/${[kind, ...names.map(escapePath)].join('/')}`
}

/** A user's path, with or without more below it. */
const places = ['/hub/user/{user}', '/hub/user/{user}/{path*}']

const on = (method: string, handle: Handler): Route[] =>
  places.map((path) => ({ method, path, login: method === 'GET', tokens: true, handle }))

/** Paths of servers that the proxy does not know. */
export const userUrlRoutes: readonly Route[] = [
  { method: 'GET', path: elsewhere, handle: redirectToHub },
  { method: 'GET', path: '/hub/user-redirect/{path*}', login: true, handle: redirectToOwn },
  ...on('GET', showUserUrl),
  ...['POST', 'PATCH', 'DELETE'].flatMap((method) => on(method, failNonGet)),
]
