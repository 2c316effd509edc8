import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { shareModel } from '../models/share.ts'
import type { Group } from '../state/group.ts'
import type { Share } from '../state/share.ts'
import type { User } from '../state/user.ts'
import { theGroup } from './groups.ts'
import { findServer, listShares } from './share-lists.ts'

function listWithUser(call: Call): Reply {
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

const listWithGroup = (call: Call): Reply =>
  listShares(call, call.hub.state.shares.with(theGroup(call)))

/** The share of the path, with nobody but whom it names: not with a group that a user is in. */
function theShare(call: Call, kind: Kind): Share {
  const [owner, name] = [call.param('owner'), call.param('server')]
  const sharedWith = kind === 'group' ? theGroup(call) : call.hub.state.users.get(call.param(kind))
  const share = find(call, sharedWith)
  if (share !== undefined) return share
  const place = `${call.param(kind)} on ${owner}/${name}`
  throw new HttpError(404, `No such share for ${kind} ${place}`)
}

function find(call: Call, sharedWith: User | Group | undefined): Share | undefined {
  const server = findServer(call, call.param('owner'), call.param('server'))
  return server && sharedWith && call.hub.state.shares.find(server, sharedWith)
}

type Kind = 'user' | 'group'

const handlers: Readonly<Record<Kind, Route['handle']>> = {
  user: listWithUser,
  group: listWithGroup,
}

/** Requests about what is shared with somebody. */
export const sharedWithRoutes: readonly Route[] = (['user', 'group'] as const).flatMap(
  (kind): Route[] => {
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
        bodiless: true,
        handle(call) {
          call.hub.state.shares.delete(theShare(call, kind))
          return empty(204)
        },
      },
    ]
  },
)
