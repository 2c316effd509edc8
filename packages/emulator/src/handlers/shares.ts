import { hasScope } from '../auth/has-scope.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { readShareRequest } from '../models/share-request.ts'
import type { ShareRequest } from '../models/share-request.ts'
import { shareModel } from '../models/share.ts'
import type { Group } from '../state/group.ts'
import type { Share } from '../state/share.ts'
import type { User } from '../state/user.ts'
import { listShares, ofPath, theServer } from './share-lists.ts'
import { basesOf, checkMayShare, narrowed } from './share-scopes.ts'

function grant(call: Call): Reply {
  const { hub } = call
  const request = readShareRequest(call, 'ShareGrantRequest')
  const scopes = narrowed(call, request.scopes)
  const server = theServer(call)
  checkMayShare(call, scopes)
  const share = hub.state.shares.grant(server, whomToShareWith(call, request), basesOf(scopes))
  return json(shareModel(hub, share))
}

function whomToShareWith(call: Call, { user, group }: ShareRequest): User | Group {
  const [kind, name] = user ? (['user', user] as const) : (['group', group ?? ''] as const)
  // An empty name is one for the check of the body, and none for what comes after it.
  if (name === '') throw crash()
  if (!hasScope(call, `read:${kind}s:name!${kind}=${name}`)) {
    throw new HttpError(403, `Need scope 'read:${kind}s:name' to share with ${kind}s by name`)
  }
  const found = named(call, { user, group })
  if (found === undefined) throw new HttpError(400, `No such ${kind}: ${name}`)
  return found
}

const named = (
  { hub }: Call,
  { user, group }: Pick<ShareRequest, 'user' | 'group'>,
): User | Group | undefined =>
  user ? hub.state.users.get(user) : hub.state.groups.get(group ?? '')

function revoke(call: Call): Reply {
  const { hub } = call
  const request = readShareRequest(call, 'ShareRevokeRequest')
  const server = theServer(call)
  if (!request.user && !request.group) throw crash()
  const sharedWith = named(call, request)
  const share = sharedWith && hub.state.shares.find(server, sharedWith)
  if (share === undefined) return json({})
  return revokeScopes(call, share, request.scopes)
}

function revokeScopes({ hub }: Call, share: Share, scopes: readonly string[] | null): Reply {
  const { bases, server } = share
  // What is spelt without its filter, or with another one, is taken for something else.
  for (const base of bases) {
    if (scopes?.includes(`${base}!server=${server.fullName}`) ?? true) bases.delete(base)
  }
  if (bases.size > 0) return json(shareModel(hub, share))
  hub.state.shares.delete(share)
  return json({})
}

function revokeAll(call: Call): Reply {
  const { shares } = call.hub.state
  theServer(call)
  for (const share of ofPath(call, shares.all)) shares.delete(share)
  return empty(204)
}

function notOfAllServers(): Reply {
  throw new HttpError(405)
}

/** Requests to `/x/{owner}` and `/x/{owner}/{server}`, where x is what is shared. */
export function routesOfOwner(
  place: string,
  get: Route['handle'],
  change: Readonly<Record<string, Route['handle']>>,
): Route[] {
  const owner = `${place}/{user}`
  const one = `${owner}/{server?}`
  const needs = 'shares'
  // A list of all servers is looked for as that of a server, whose name is then Python's for nothing.
  const read = { scopes: ['read:shares'], on: 'server', server: 'None' } as const
  const write = { ...read, scopes: ['shares'] } as const
  return [
    { method: 'GET', path: owner, needs, guard: read, handle: get },
    { method: 'GET', path: one, needs, guard: read, handle: get },
    ...Object.entries(change).flatMap(([method, handle]): Route[] => [
      { method, path: owner, needs, guard: write, handle: notOfAllServers },
      { method, path: one, needs, guard: write, bodiless: method === 'DELETE', handle },
    ]),
  ]
}

/** Requests about who may use a server. */
export const shareRoutes: readonly Route[] = routesOfOwner(
  '/hub/api/shares',
  (call) => listShares(call, ofPath(call, call.hub.state.shares.all)),
  { POST: grant, PATCH: revoke, DELETE: revokeAll },
)
