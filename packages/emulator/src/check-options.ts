import { defaultConfig } from './config.ts'
import type { GroupSeed, HubOptions, RoleSeed, ServiceSeed, UserSeed } from './options.ts'

/** Keys that an object may have: one `true` each, so that the compiler sees to it that none is forgotten. */
type Keys<T> = { readonly [K in keyof Required<T>]: true }

const optionKeys: Keys<HubOptions> = {
  version: true,
  baseUrl: true,
  users: true,
  groups: true,
  services: true,
  roles: true,
  config: true,
  clock: true,
  strict: true,
  onRequest: true,
  random: true,
  refreshUser: true,
  spawner: true,
}
const userKeys: Keys<UserSeed> = {
  name: true,
  admin: true,
  auth_state: true,
  password: true,
  token: true,
}
const groupKeys: Keys<GroupSeed> = { name: true, users: true, properties: true }
const serviceKeys: Keys<ServiceSeed> = {
  name: true,
  api_token: true,
  admin: true,
  url: true,
  info: true,
  display: true,
  oauth_client_id: true,
  oauth_redirect_uri: true,
  oauth_no_confirm: true,
  oauth_client_allowed_scopes: true,
}
const roleKeys: Keys<RoleSeed> = {
  name: true,
  description: true,
  scopes: true,
  users: true,
  groups: true,
  services: true,
}

/** Refuses what would do nothing in silence, as a misspelt option does: programs that are not compiled are told, too. */
export function checkOptions(options: HubOptions): void {
  checkKeys(options, optionKeys, 'createHub')
  checkKeys(options.config ?? {}, defaultConfig, 'config')
}

/** The same of a user. */
export const checkUser = (user: UserSeed): void => checkSeed(user, userKeys, 'a user')

/** The same of a group. */
export const checkGroup = (group: GroupSeed): void => checkSeed(group, groupKeys, 'a group')

/** The same of a service. */
export const checkService = (service: ServiceSeed): void =>
  checkSeed(service, serviceKeys, 'a service')

/** The same of a role. */
export const checkRole = (role: RoleSeed): void => checkSeed(role, roleKeys, 'a role')

function checkSeed(seed: { readonly name: string }, keys: object, what: string): void {
  checkKeys(seed, keys, what)
  if (typeof seed.name !== 'string' || seed.name === '') throw new Error(`${what} needs a name`)
}

/** Refuses keys that something does not have. */
export function checkKeys(given: object, keys: object, what: string): void {
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(keys, key)) continue
    throw new Error(`${what} has no "${key}", only ${Object.keys(keys).join(', ')}`)
  }
}
