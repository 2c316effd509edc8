import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { paginated, sliceOf } from '../http/pagination.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { checkModel, groupFields, iterateNames } from '../models/check.ts'
import { groupModel } from '../models/group.ts'
import { isDict, isTruthy } from '../python/repr.ts'
import type { Group } from '../state/group.ts'
import type { User } from '../state/user.ts'
import { normalizeUsername } from './authenticator.ts'
import { cut } from './users-list.ts'

/**
 * The group of the path.
 *
 * @throws {@link HttpError} 404.
 */
export function theGroup({ hub, params }: Call): Group {
  const name = params['group'] ?? ''
  const group = hub.state.groups.get(name)
  if (group === undefined) throw new HttpError(404, `No such group: ${name}`)
  return group
}

function listGroups(call: Call): Reply {
  const slice = sliceOf(call)
  const groups = visibleGroups(call)
  const models = cut(groups, slice).map((group) => groupModel(call, group))
  return json(paginated(call, models, slice, groups.length))
}

function visibleGroups(call: Call): readonly Group[] {
  const { all } = call.hub.state.groups
  const reach = call.reach('list:groups') ?? 'all'
  if (reach === 'all') return all
  // A filter of another kind must not be taken for none.
  for (const kind of reach.keys()) if (kind !== 'group') throw new HttpError(403)
  return all.filter(({ name }) => reach.get('group')?.has(name))
}

function createGroups(call: Call): Reply {
  const body = call.json()
  if (!isDict(body) || !isTruthy(body['groups'])) {
    throw new HttpError(400, 'Must specify at least one group to create')
  }
  const { groups, ...fields } = body
  const { users = [] } = checkModel(fields, groupFields(call.hub.traits), 'group')
  // Those before the first that fails are made.
  const created = iterateNames(groups).map((name) => makeGroup(call, name, users))
  return json(
    created.map((group) => groupModel(call, group)),
    { status: 201 },
  )
}

function createGroup(call: Call): Reply {
  const body = call.json() ?? {}
  const { users = [] } = checkModel(body, groupFields(call.hub.traits), 'group')
  const group = makeGroup(call, call.param('group'), users)
  return json(groupModel(call, group), { status: 201 })
}

function makeGroup(call: Call, name: string, usernames: unknown): Group {
  const { state } = call.hub
  if (state.groups.get(name) !== undefined) throw new HttpError(409, `Group ${name} already exists`)
  const users = usersNamed(call, usernames)
  const group = state.addGroup(name)
  for (const user of users) group.addUser(user)
  return group
}

/** Users by name, all of whom have to exist. */
function usersNamed({ hub }: Call, usernames: unknown): User[] {
  return iterateNames(usernames).map((given) => {
    const name = normalizeUsername(given)
    const user = hub.state.users.get(name)
    if (user === undefined) throw new HttpError(400, `No such user: ${name}`)
    return user
  })
}

function deleteGroup(call: Call): Reply {
  call.hub.state.deleteGroup(theGroup(call))
  return empty(204)
}

const changeMembers =
  (verb: string, change: (group: Group, user: User) => void) =>
  (call: Call): Reply => {
    const group = theGroup(call)
    const { users } = checkModel(call.json(), groupFields(call.hub.traits), 'group')
    if (users === undefined) throw new HttpError(400, `Must specify users to ${verb}`)
    for (const user of usersNamed(call, users)) change(group, user)
    return json(groupModel(call, group))
  }

function setProperties(call: Call): Reply {
  const group = theGroup(call)
  const body = call.json()
  if (!isDict(body)) throw new HttpError(400, 'Must specify properties')
  group.properties = body
  return json(groupModel(call, group))
}

const all = '/hub/api/groups'
const one = `${all}/{group}`
const change = { scopes: ['groups'], on: 'group' } as const
const admin = { scopes: ['admin:groups'] }

/** Requests about groups. */
export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: all, guard: { scopes: ['list:groups'], some: true }, handle: listGroups },
  { method: 'POST', path: all, guard: admin, handle: createGroups },
  {
    method: 'GET',
    path: one,
    guard: { scopes: ['read:groups', 'read:groups:name', 'read:roles:groups'], on: 'group' },
    handle: (call) => json(groupModel(call, theGroup(call))),
  },
  { method: 'POST', path: one, guard: { ...admin, on: 'group' }, handle: createGroup },
  {
    method: 'DELETE',
    path: one,
    guard: { scopes: ['delete:groups'], on: 'group' },
    bodiless: true,
    handle: deleteGroup,
  },
  {
    method: 'POST',
    path: `${one}/users`,
    guard: change,
    handle: changeMembers('add', (group, user) => group.addUser(user)),
  },
  {
    method: 'DELETE',
    path: `${one}/users`,
    guard: change,
    handle: changeMembers('delete', (group, user) => group.removeUser(user)),
  },
  {
    method: 'PUT',
    path: `${one}/properties`,
    needs: 'groupProperties',
    guard: change,
    handle: setProperties,
  },
]
