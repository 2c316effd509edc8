import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { serverModel } from '../models/server.ts'
import { isDict, isTruthy, repr } from '../python/repr.ts'
import type { Server } from '../state/server.ts'
import type { User } from '../state/user.ts'
import { checkServerName } from './server-names.ts'
import { theUser } from './users.ts'

/** Changes a server that is stopped: its name, its options and its display name, one after the other. */
export function changeServer(call: Call): Reply {
  const user = theUser(call)
  const body = readChange(call)
  const { name = null, display_name } = body
  checkNames(call, user, body)
  const server = theStoppedServer(user, call.param('server'))
  if (name !== null) rename(user, server, name as string)
  if (Object.hasOwn(body, 'user_options')) setOptions(server, body['user_options'])
  if (isTruthy(display_name)) setDisplayName(server, display_name)
  return json(serverModel(call, server, null), { contentType: 'application/json; charset=UTF-8' })
}

function readChange(call: Call): Record<string, unknown> {
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

function checkNames(call: Call, user: User, body: Readonly<Record<string, unknown>>): void {
  const { name = null, display_name = name } = body
  const own = call.param('server')
  if (name !== null) {
    if (typeof name !== 'string') throw crash()
    checkServerName(call, user, name, { displayName: textOf(display_name), limited: own === '' })
  } else if (isTruthy(display_name)) {
    checkServerName(call, user, own, { displayName: textOf(display_name), limited: false })
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function theStoppedServer(user: User, name: string): Server {
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

function rename(user: User, server: Server, name: string): void {
  if (user.servers.has(name)) {
    throw new HttpError(409, `User ${user.name} already has server ${repr(name)}`)
  }
  user.servers.delete(server.name)
  server.name = name
  server.spawner = null
  user.servers.set(name, server)
}

function setOptions(server: Server, options: unknown): void {
  if (!isDict(options)) throw new HttpError(400, 'user_options must be a dict')
  server.userOptions = options
}

function setDisplayName(server: Server, name: unknown): void {
  if (typeof name !== 'string') throw new HttpError(400, 'display_name must be a string')
  server.displayName = name
}
