import { HttpError, crash } from '../http/errors.js'
import { json } from '../http/reply.js'
import { serverModel } from '../models/server.js'
import { isDict, isTruthy, repr } from '../python/repr.js'
import { checkServerName } from './server-names.js'
import { theUser } from './users.js'
/** Changes a server that is stopped: its name, its options and its display name, one after the other. */
export function changeServer(call) {
  const user = theUser(call)
  const body = readChange(call)
  const { name = null, display_name } = body
  checkNames(call, user, body)
  const server = theStoppedServer(user, call.param('server'))
  if (name !== null) rename(user, server, name)
  if (Object.hasOwn(body, 'user_options')) setOptions(server, body['user_options'])
  if (isTruthy(display_name)) setDisplayName(server, display_name)
  return json(serverModel(call, server, null), { contentType: 'application/json; charset=UTF-8' })
}
function readChange(call) {
  const body = call.json()
  const given = isTruthy(body) ? body : {}
  if (!isDict(given)) throw crash()
  const keys = Object.keys(given)
  if (keys.length === 0) throw new HttpError(400, 'Must specify at least one field to modify.')
  // The hub fails to say which keys it knows.
  if (keys.some((key) => !knownKeys.has(key))) throw crash()
  return given
}
const knownKeys = new Set(['name', 'display_name', 'user_options'])
function checkNames(call, user, body) {
  const { name = null, display_name = name } = body
  const own = call.param('server')
  if (name !== null) {
    if (typeof name !== 'string') throw crash()
    checkServerName(call, user, name, { displayName: textOf(display_name), limited: own === '' })
  } else if (isTruthy(display_name)) {
    checkServerName(call, user, own, { displayName: textOf(display_name), limited: false })
  }
}
const textOf = (value) => (typeof value === 'string' ? value : '')
function theStoppedServer(user, name) {
  const server = user.servers.get(name)
  if (server === undefined) {
    throw new HttpError(404, `User ${user.name} has no such server ${repr(name)}`)
  }
  if (server.active) {
    const sentence = `${server.logName} is active. Please stop it before modifying it.`
    throw new HttpError(400, sentence)
  }
  return server
}
function rename(user, server, name) {
  if (user.servers.has(name)) {
    throw new HttpError(409, `User ${user.name} already has server ${repr(name)}`)
  }
  user.servers.delete(server.name)
  server.name = name
  server.spawner = null
  user.servers.set(name, server)
}
function setOptions(server, options) {
  if (!isDict(options)) throw new HttpError(400, 'user_options must be a dict')
  server.userOptions = options
}
function setDisplayName(server, name) {
  if (typeof name !== 'string') throw new HttpError(400, 'display_name must be a string')
  server.displayName = name
}
//# sourceMappingURL=server-change.js.map
