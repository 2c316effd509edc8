import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { serverModel } from '../models/server.ts'
import { isTruthy } from '../python/repr.ts'
import type { Server } from '../state/server.ts'
import { checkServerName } from './server-names.ts'
import { readServerBody } from './server-body.ts'
import { changeServer } from './server-change.ts'
import { postServer } from './server-start.ts'
import { deleteServer } from './server-stop.ts'
import { theUser } from './users.ts'
import { spawnerOf } from '../spawn/start.ts'

function getServer(call: Call): Reply {
  return json(serverModel(call, theServer(call)))
}

function theServer(call: Call): Server {
  const server = theUser(call).servers.get(call.param('server'))
  if (server === undefined) throw new HttpError(404)
  return server
}

function createServer(call: Call): Reply {
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

const guard = (scope: string) => ({ scopes: [scope], on: 'server', orSelf: true }) as const

/** Requests about one server. */
export const serverRoutes: readonly Route[] = paths.flatMap((path): Route[] => [
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
