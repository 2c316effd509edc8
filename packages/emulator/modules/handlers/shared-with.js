import { HttpError } from '../http/errors.js'
import { empty, json } from '../http/reply.js'
import { shareModel } from '../models/share.js'
import { theGroup } from './groups.js'
import { findServer, listShares } from './share-lists.js'
function listWithUser(call) {
  const { users, shares } = call.hub.state
  const name = call.param('user')
  const user = users.get(name)
  if (user === undefined) throw new HttpError(404, `No such user: ${name}`)
  const all = [user, ...user.groups].flatMap((one) => shares.with(one))
  return listShares(
    call,
    all.toSorted((one, other) => one.id - other.id),
  )
}
const listWithGroup = (call) => listShares(call, call.hub.state.shares.with(theGroup(call)))
/** The share of the path, with nobody but whom it names: not with a group that a user is in. */
function theShare(call, kind) {
  const [owner, name] = [call.param('owner'), call.param('server')]
  const sharedWith = kind === 'group' ? theGroup(call) : call.hub.state.users.get(call.param(kind))
  const share = find(call, sharedWith)
  if (share !== undefined) return share
  const place = `${call.param(kind)} on ${owner}/${name}`
  throw new HttpError(404, `No such share for ${kind} ${place}`)
}
function find(call, sharedWith) {
  const server = findServer(call, call.param('owner'), call.param('server'))
  return server && sharedWith && call.hub.state.shares.find(server, sharedWith)
}
const handlers = {
  user: listWithUser,
  group: listWithGroup,
}
/** Requests about what is shared with somebody. */
export const sharedWithRoutes = ['user', 'group'].flatMap((kind) => {
  const path = `/hub/api/${kind}s/{${kind}}/shared`
  const one = `${path}/{owner}/{server?}`
  const needs = 'shares'
  const read = { scopes: [`read:${kind}s:shares`], on: kind }
  const write = { scopes: [`${kind}s:shares`], on: kind }
  return [
    { method: 'GET', path, needs, guard: read, handle: handlers[kind] },
    {
      method: 'GET',
      path: one,
      needs,
      guard: read,
      handle: (call) => json(shareModel(call.hub, theShare(call, kind))),
    },
    {
      method: 'DELETE',
      path: one,
      needs,
      guard: write,
      handle(call) {
        call.hub.state.shares.delete(theShare(call, kind))
        return empty(204)
      },
    },
  ]
})
//# sourceMappingURL=shared-with.js.map
