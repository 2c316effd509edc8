import { HttpError } from '../http/errors.js'
import { paginated, sliceOf } from '../http/pagination.js'
import { empty, json } from '../http/reply.js'
import { checkModel, groupFields, iterateNames } from '../models/check.js'
import { groupModel } from '../models/group.js'
import { isDict, isTruthy } from '../python/repr.js'
import { normalizeUsername } from './authenticator.js'
import { cut } from './users-list.js'
/**
 * The group of the path.
 *
 * @throws {@link HttpError} 404.
 */
export function theGroup({ hub, params }) {
  const name = params['group'] ?? ''
  const group = hub.state.groups.get(name)
  if (group === undefined) throw new HttpError(404, `No such group: ${name}`)
  return group
}
function listGroups(call) {
  const slice = sliceOf(call)
  const groups = visibleGroups(call)
  const models = cut(groups, slice).map((group) => groupModel(call, group))
  return json(paginated(call, models, slice, groups.length))
}
function visibleGroups(call) {
  const { all } = call.hub.state.groups
  const reach = call.reach('list:groups') ?? 'all'
  if (reach === 'all') return all
  // A filter of another kind must not be taken for none.
  for (const kind of reach.keys()) if (kind !== 'group') throw new HttpError(403)
  return all.filter(({ name }) => reach.get('group')?.has(name))
}
function createGroups(call) {
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
function createGroup(call) {
  const body = call.json() ?? {}
  const { users = [] } = checkModel(body, groupFields(call.hub.traits), 'group')
  const group = makeGroup(call, call.param('group'), users)
  return json(groupModel(call, group), { status: 201 })
}
function makeGroup(call, name, usernames) {
  const { state } = call.hub
  if (state.groups.get(name) !== undefined) throw new HttpError(409, `Group ${name} already exists`)
  const users = usersNamed(call, usernames)
  const group = state.addGroup(name)
  for (const user of users) group.addUser(user)
  return group
}
/** Users by name, all of whom have to exist. */
function usersNamed({ hub }, usernames) {
  return iterateNames(usernames).map((given) => {
    const name = normalizeUsername(given)
    const user = hub.state.users.get(name)
    if (user === undefined) throw new HttpError(400, `No such user: ${name}`)
    return user
  })
}
function deleteGroup(call) {
  call.hub.state.deleteGroup(theGroup(call))
  return empty(204)
}
const changeMembers = (verb, change) => (call) => {
  const group = theGroup(call)
  const { users } = checkModel(call.json(), groupFields(call.hub.traits), 'group')
  if (users === undefined) throw new HttpError(400, `Must specify users to ${verb}`)
  for (const user of usersNamed(call, users)) change(group, user)
  return json(groupModel(call, group))
}
function setProperties(call) {
  const group = theGroup(call)
  const body = call.json()
  if (!isDict(body)) throw new HttpError(400, 'Must specify properties')
  group.properties = body
  return json(groupModel(call, group))
}
const all = '/hub/api/groups'
const one = `${all}/{group}`
const change = { scopes: ['groups'], on: 'group' }
const admin = { scopes: ['admin:groups'] }
/** Requests about groups. */
export const groupRoutes = [
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
//# sourceMappingURL=groups.js.map
