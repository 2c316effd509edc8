import type { Reach } from '../auth/scopes.ts'
import { reachesEntity } from '../auth/reach.ts'
import type { Call } from '../http/call.ts'
import { HttpError, crash } from '../http/errors.ts'
import { paginated, sliceOf } from '../http/pagination.ts'
import type { Slice } from '../http/pagination.ts'
import { json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { checkModel, iterateNames, userFields } from '../models/check.ts'
import { legacyUserModel, userModels } from '../models/user.ts'
import { isDict, isTruthy, repr } from '../python/repr.ts'
import type { User } from '../state/user.ts'
import { isValidUsername, normalizeUsername } from './authenticator.ts'
import { compareUsers } from './users-order.ts'
import { checkMayMakeAdmins, makeAdmin, newUserModel } from './users.ts'

function listUsers(call: Call): Reply {
  const { traits } = call.hub
  const compare = compareUsers(call)
  const slice = sliceOf(call)
  const state = checkedState(call)
  const rows = filtered(call, state)
  const sorted = compare === undefined ? rows : rows.toSorted(compare)
  const page = new Set(cut(sorted, slice))
  const shown = [...page].filter(
    (user) => state !== 'ready' || servers(user).some(({ ready }) => ready),
  )
  const models = traits.scopes
    ? shown.map(userModels(call)).filter((model) => Object.keys(model).length > 0)
    : shown.map((user) => legacyUserModel(call, user, { servers: true }))
  return json(paginated(call, models, slice, sorted.length))
}

/**
 * The rows of a page.
 *
 * @throws {@link HttpError} 500 where the database cannot count that far.
 */
export function cut<T>(rows: readonly T[], { offset, limit }: Slice): readonly T[] {
  if (offset >= 2 ** 63) throw crash()
  return rows.slice(offset, offset + limit)
}

function checkedState(call: Call): string {
  const state = call.argument('state') ?? ''
  if (['', 'active', 'ready', 'inactive'].includes(state)) return state
  throw new HttpError(400, `Unrecognized state filter: ${repr(state)}`)
}

/** The rows of the database that a query finds; before 5.0 one for each server that is up. */
function filtered(call: Call, state: string): readonly User[] {
  const { traits, state: known } = call.hub
  const isWanted = wanted(call)
  const all = isWanted === undefined ? known.users.all : known.users.all.filter(isWanted)
  if (state === '') return all
  const rows = (user: User): User[] =>
    servers(user)
      .filter(({ active }) => active)
      .map(() => user)
  if (state === 'inactive') return all.filter((user) => rows(user).length === 0)
  return all.flatMap((user) => (traits.oneRowPerUser ? rows(user).slice(0, 1) : rows(user)))
}

const servers = (user: User) => [...user.servers.values()]

/** Which users the scopes and the name asked for leave; `undefined`: all. */
function wanted(call: Call): ((user: User) => boolean) | undefined {
  const reach = listReach(call)
  const pattern = namePattern(call)
  if (reach === 'all' && pattern === undefined) return undefined
  return (user) => reachesEntity(reach, user) && pattern?.test(asciiLower(user.name)) !== false
}

/** A filter of a kind that users do not have must not be taken for none. */
function listReach(call: Call): Reach {
  const reach = call.reach('list:users') ?? 'all'
  if (reach === 'all') return reach
  for (const kind of reach.keys()) if (!['user', 'group'].includes(kind)) throw new HttpError(403)
  return reach
}

/** The part of a name that is asked for, with the wildcards of SQL, which nobody escapes. */
function namePattern(call: Call): RegExp | undefined {
  const part = call.argument('name_filter') ?? ''
  if (part === '' || !call.hub.traits.nameFilter) return undefined
  const source = asciiLower(part)
    .replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(source, 'su')
}

/** SQLite knows no other letters. */
const asciiLower = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

function createUsers(call: Call): Reply {
  const { state } = call.hub
  const body = call.json()
  if (!isDict(body) || !isTruthy(body['usernames'])) {
    throw new HttpError(400, 'Must specify at least one user to create')
  }
  const { usernames, ...fields } = body
  const { admin = false } = checkModel(fields, userFields(call.hub.traits), 'user')
  if (admin === true) checkMayMakeAdmins(call)
  const names = iterateNames(usernames).map(normalizeUsername)
  checkNames(call, names)
  const missing = names.filter((name) => state.users.get(name) === undefined)
  if (missing.length === 0) throw new HttpError(409, `All ${names.length} users already exist`)
  // A name that is there in two spellings is made once, and shown twice.
  const created = missing.map((name) => {
    const user = state.users.get(name) ?? state.addUser(name)
    if (admin === true) makeAdmin(call, user, true)
    return user
  })
  return json(
    created.map((user) => newUserModel(call, user)),
    { status: 201 },
  )
}

function checkNames({ hub }: Call, names: readonly string[]): void {
  const invalid = names.filter((name) => !isValidUsername(hub, name))
  if (invalid.length === 1) throw new HttpError(400, `Invalid username: ${invalid[0]}`)
  if (invalid.length > 1) throw new HttpError(400, `Invalid usernames: ${invalid.join(', ')}`)
}

const path = '/hub/api/users'

/** Requests about many users. */
export const usersListRoutes: readonly Route[] = [
  { method: 'GET', path, guard: { scopes: ['list:users'], some: true }, handle: listUsers },
  { method: 'POST', path, guard: { scopes: ['admin:users'] }, handle: createUsers },
]
