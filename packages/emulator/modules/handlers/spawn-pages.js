import { hasScope } from '../auth/has-scope.js'
import { HttpError } from '../http/errors.js'
import { escapeHtml, page, redirect } from '../http/page.js'
import { serverUrl } from '../models/server.js'
import { escapePath } from '../python/url.js'
import { startAndWait } from './server-start.js'
import { checkServerName } from './server-names.js'
/** Starts a server for who looks at the page, and shows how that goes on. */
async function spawn(call) {
  const user = theOwner(call)
  const name = call.param('server')
  if (name !== '') checkServerName(call, user, name, { displayName: name })
  const server = call.hub.state.server(user, name)
  if (server.ready) return redirect(serverUrl(call.hub, server))
  if (server.pending === null) await startAndWait(call, server, null)
  return redirect(pendingUrl(call, server))
}
/** Shows how a start goes on, and leads to the server once it is up. */
function showPending(call) {
  const user = theOwner(call)
  const server = user.servers.get(call.param('server'))
  if (server === undefined) throw new HttpError(404, 'No such server')
  if (server.ready) return redirect(call.argument('next') ?? serverUrl(call.hub, server))
  if (server.pending !== null) return page(call, `<h1>Server pending ${server.pending}</h1>`)
  const start = escapeHtml(`${call.hub.baseUrl}hub/spawn/${placeOf(server)}`)
  return page(
    call,
    `<h1>Server not running</h1>\n<a id="start" href="${start}">Launch Server</a>`,
    {
      status: server.spawner?.failure ? 500 : 200,
    },
  )
}
/** Whose server it is: the visitor's own unless the path says, and the visitor may. */
function theOwner(call) {
  const visitor = call.requester?.owner
  if (visitor?.kind !== 'user') throw new HttpError(403)
  const user = call.hub.state.users.get(call.param('user') || visitor.name)
  const mayStart = user === visitor || visitor.admin || hasScope(call, `servers!user=${user?.name}`)
  if (user === undefined || !mayStart) throw new HttpError(404)
  return user
}
const pendingUrl = ({ hub }, server) => `${hub.baseUrl}hub/spawn-pending/${placeOf(server)}`
const placeOf = ({ user, name }) =>
  (name === '' ? [user.name] : [user.name, name]).map(escapePath).join('/')
const places = ['/{user}', '/{user}/{server}']
/** Pages that start servers. */
export const spawnPageRoutes = [
  ...['', ...places].map((place) => ({
    method: 'GET',
    path: `/hub/spawn${place}`,
    login: true,
    handle: spawn,
  })),
  ...places.map((place) => ({
    method: 'GET',
    path: `/hub/spawn-pending${place}`,
    login: true,
    handle: showPending,
  })),
]
//# sourceMappingURL=spawn-pages.js.map
