import { HttpError } from '../http/errors.js'
import { empty } from '../http/reply.js'
import { isDict, isTruthy, repr } from '../python/repr.js'
import { isoformat, parseMoment } from '../python/time.js'
function recordActivity(call) {
  const name = call.param('user')
  const user = call.hub.state.users.get(name)
  if (user === undefined) throw new HttpError(404, `No such user: ${repr(name)}`)
  const body = call.json()
  if (!isDict(body)) throw new HttpError(400, 'body must be a json dict')
  const { last_activity, servers } = body
  if (!isTruthy(last_activity) && !isTruthy(servers)) {
    const sentence = 'body must contain at least one of `last_activity` or `servers`'
    throw new HttpError(400, sentence)
  }
  const moments = isTruthy(servers) ? checkServers(call, user, servers) : []
  if (isTruthy(last_activity)) moveForward(user, momentOf(call, last_activity))
  for (const [server, moment] of moments) moveForward(server, moment)
  return empty(200)
}
/** Reads all before anything is recorded. */
function checkServers(call, user, servers) {
  const malformed = new HttpError(
    400,
    'servers must be a dict of the form {server_name: {last_activity: timestamp}}',
  )
  if (!isDict(servers)) throw malformed
  return Object.entries(servers).map(([name, info]) => {
    const server = user.servers.get(name)
    if (server === undefined) {
      throw new HttpError(400, `No such server '${name}' for user ${user.name}`)
    }
    if (!isDict(info) || !Object.hasOwn(info, 'last_activity')) throw malformed
    return [server, momentOf(call, info['last_activity'])]
  })
}
function momentOf({ hub }, value) {
  const moment = parseMoment(value)
  if (moment === undefined) throw new HttpError(400, `Not a valid timestamp: ${repr(value)}`)
  // The sentence says an hour, the hub reckons with a minute less.
  if (moment - hub.clock.now() > 59 * 60_000) {
    const sentence = 'Rejecting activity from more than an hour in the future'
    throw new HttpError(400, `${sentence}: ${isoformat(moment)}`)
  }
  return moment
}
function moveForward(active, moment) {
  if (active.lastActivity === null || moment > active.lastActivity) active.lastActivity = moment
}
/** What servers tell of the use that is made of them. */
export const activityRoutes = [
  {
    method: 'POST',
    path: '/hub/api/users/{user}/activity',
    guard: { scopes: ['users:activity'], on: 'user', orSelf: true },
    handle: recordActivity,
  },
]
//# sourceMappingURL=activity.js.map
