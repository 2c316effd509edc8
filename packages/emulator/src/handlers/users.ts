import type { User as UserModel } from 'jupyterhub-client'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { empty, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { Hub } from '../hub.ts'
import { checkModel, userFields } from '../models/check.ts'
import { legacyUserModel, userModel } from '../models/user.ts'
import { isTruthy } from '../python/repr.ts'
import { stopAndWait } from '../spawn/stop.ts'
import type { User } from '../state/user.ts'
import { isValidUsername } from './authenticator.ts'

/**
 * The user of the path.
 *
 * @throws {@link HttpError} 404.
 */
export function theUser({ hub, params }: Call): User {
  const user = hub.state.users.get(params['user'] ?? '')
  if (user === undefined) throw new HttpError(404)
  hub.state.lookAt(user)
  return user
}

function getUser(call: Call): Reply {
  const user = theUser(call)
  if (!call.hub.traits.scopes) {
    const model = legacyUserModel(call, user, { servers: true })
    return json(call.requester?.owner.admin ? { ...model, auth_state: user.authState } : model)
  }
  const model = userModel(call, user)
  if ('auth_state' in model) model.auth_state = user.authState
  return json(model)
}

function createUser(call: Call): Reply {
  const { hub } = call
  const { state, traits } = hub
  const name = call.param('user')
  const body = call.json()
  if (state.users.get(name) !== undefined) throw new HttpError(409, `User ${name} already exists`)
  const early = traits.userMadeBeforeCheck ? state.addUser(name) : undefined
  const admin = wantsAdmin(call, body)
  const user = early ?? state.addUser(name)
  if (admin) makeAdmin(call, user, true)
  if (!isValidUsername(hub, name)) {
    state.deleteUser(user)
    throw new HttpError(400, `Failed to create user: ${name}`)
  }
  return json(newUserModel(call, user), { status: 201 })
}

function wantsAdmin(call: Call, body: unknown): boolean {
  if (!isTruthy(body)) return false
  const { admin = false } = checkModel(body, userFields(call.hub.traits), 'user')
  if (admin === true) checkMayMakeAdmins(call)
  return admin === true
}

/**
 * Since 4.1.6 it takes an admin to make one, however many scopes somebody has.
 *
 * @throws {@link HttpError} 403.
 */
export function checkMayMakeAdmins({ hub, requester }: Call): void {
  if (!hub.traits.adminGuard || requester?.owner.admin === true) return
  throw new HttpError(403, 'Only admins can grant admin permissions')
}

/** Makes an admin of a user, or takes that back. */
export function makeAdmin({ hub }: Call, user: User, admin: boolean): void {
  user.admin = admin
  hub.state.assignDefaultRoles(user)
}

/** A user who has just been made, or changed. */
export const newUserModel = (call: Call, user: User): Partial<UserModel> =>
  call.hub.traits.scopes ? userModel(call, user) : legacyUserModel(call, user)

function changeUser(call: Call): Reply {
  const user = theUser(call)
  const change = checkModel(call.json(), userFields(call.hub.traits), 'user')
  const { name } = change
  if (typeof name === 'string' && name !== user.name) {
    if (call.hub.state.users.get(name) !== undefined) {
      throw new HttpError(400, `User ${name} already exists, username must be unique`)
    }
  }
  if (call.hub.traits.adminGuard && call.requester?.owner.admin !== true) {
    if (user.admin) throw new HttpError(403, 'Only admins can modify other admins')
    if (change['admin'] === true) checkMayMakeAdmins(call)
  }
  for (const [key, value] of Object.entries(change)) setField(call, user, key, value)
  return json({ ...newUserModel(call, user), auth_state: user.authState })
}

function setField(call: Call, user: User, key: string, value: unknown): void {
  if (key === 'name') call.hub.state.users.rename(user, value as string)
  else if (key === 'admin') makeAdmin(call, user, value as boolean)
  else if (key === 'auth_state') user.authState = value as User['authState']
  else {
    // The hub hands names to its database, which wants groups and roles.
    if ((value as unknown[]).length > 0) throw crash()
    if (key === 'roles') user.roles.clear()
    else for (const group of user.groups) group.removeUser(user)
  }
}

async function deleteUser(call: Call): Promise<Reply> {
  const user = theUser(call)
  // A service of the same name is taken for the user.
  if (user.name === call.requester?.owner.name) throw new HttpError(400, 'Cannot delete yourself!')
  await stopDefaultServer(call.hub, user)
  // Only a default server that is up is stopped; any other in the way breaks the handler.
  if ([...user.servers.values()].some(({ active }) => active)) throw crash()
  call.hub.state.deleteUser(user)
  return empty(204)
}

async function stopDefaultServer(hub: Hub, user: User): Promise<void> {
  const server = user.servers.get('')
  const spawner = server?.spawner ?? null
  if (server === undefined || spawner === null) return
  if (spawner.ready) await stopAndWait(hub, server, spawner)
  if (spawner.stopPending) {
    const sentence = `${user.name}'s server is in the process of stopping, please wait.`
    throw new HttpError(400, sentence)
  }
}

function requestAdminAccess(call: Call): Reply {
  const isOn = call.hub.config.admin_access
  if (!isOn) throw new HttpError(403, 'admin access to user servers disabled')
  theUser(call)
  return empty(200)
}

const admin = { scopes: ['admin:users'], on: 'user' } as const
const path = '/hub/api/users/{user}'

/** Requests about one user. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    guard: {
      scopes: [
        'read:users',
        'read:users:name',
        'read:servers',
        'read:users:groups',
        'read:users:activity',
        'read:roles:users',
      ],
      on: 'user',
      orSelf: true,
    },
    handle: getUser,
  },
  { method: 'POST', path, guard: admin, handle: createUser },
  { method: 'PATCH', path, guard: admin, handle: changeUser },
  {
    method: 'DELETE',
    path,
    guard: { scopes: ['delete:users'], on: 'user' },
    bodiless: true,
    handle: deleteUser,
  },
  {
    method: 'POST',
    path: `${path}/admin-access`,
    guard: { scopes: ['servers'], on: 'user' },
    bodiless: true,
    handle: requestAdminAccess,
  },
]
