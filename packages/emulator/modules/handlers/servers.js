import { HttpError } from '../http/errors.js'
import { json } from '../http/reply.js'
import { serverModel } from '../models/server.js'
import { isTruthy } from '../python/repr.js'
import { checkServerName } from './server-names.js'
import { readServerBody } from './server-body.js'
import { changeServer } from './server-change.js'
import { postServer } from './server-start.js'
import { deleteServer } from './server-stop.js'
import { theUser } from './users.js'
import { spawnerOf } from '../spawn/start.js'
function getServer(call) {
  return json(serverModel(call, theServer(call)))
}
function theServer(call) {
  const server = theUser(call).servers.get(call.param('server'))
  if (server === undefined) throw new HttpError(404)
  return server
}
function createServer(call) {
  const user = theUser(call)
  const name = call.param('server')
  if (name === '') throw new HttpError(409, `User ${user.name} already has a default server`)
  if (user.servers.has(name)) {
    throw new HttpError(409, `User ${user.name} already has server ${name}`)
  }
  const { displayName, options } = readServerBody(call)
  const shownAs = displayName || name
  checkServerName(call, user, name, { displayName: shownAs })
  const server = call.hub.state.server(user, name)
  server.displayName = shownAs
  if (isTruthy(options)) server.userOptions = options
  spawnerOf(server)
  return json(serverModel(call, server), { status: 201 })
}
const paths = ['/hub/api/users/{user}/server', '/hub/api/users/{user}/servers/{server?}']
const guard = (scope) => ({ scopes: [scope], on: 'server', orSelf: true })
/** Requests about one server. */
export const serverRoutes = paths.flatMap((path) => [
  { method: 'POST', path, needs: 'startScope', guard: guard('start:servers'), handle: postServer },
  { method: 'POST', path, unless: 'startScope', guard: guard('servers'), handle: postServer },
  { method: 'DELETE', path, guard: guard('delete:servers'), handle: deleteServer },
  {
    method: 'GET',
    path,
    needs: 'serverResource',
    guard: guard('read:servers'),
    handle: getServer,
  },
  {
    method: 'PUT',
    path,
    needs: 'serverResource',
    guard: guard('start:servers'),
    handle: createServer,
  },
  {
    method: 'PATCH',
    path,
    needs: 'serverResource',
    guard: guard('start:servers'),
    handle: changeServer,
  },
])
//# sourceMappingURL=servers.js.map
