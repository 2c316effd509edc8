import { checkGroup, checkRole, checkService, checkUser } from './check-options.ts'
import type { Hub } from './hub.ts'
import type { GroupSeed, HubOptions, RoleSeed, ServiceSeed, UserSeed } from './options.ts'
import { defaultRoles } from './state/default-roles.ts'
import type { Service } from './state/service.ts'
import type { User } from './state/user.ts'

/** Fills a new hub with what it starts with. */
export function seed(hub: Hub, { users, groups, services, roles }: HubOptions): void {
  const given = [...(roles ?? [])]
  for (const role of given) checkRole(role)
  const defaults = defaultRoles(hub.traits)
  for (const role of defaults) addRole(hub, given.find(({ name }) => name === role.name) ?? role)
  for (const user of users ?? []) seedUser(hub, typeof user === 'string' ? { name: user } : user)
  for (const group of groups ?? []) seedGroup(hub, group)
  for (const service of services ?? []) seedService(hub, service)
  if (!hub.traits.scopes) return
  for (const role of given) seedRole(hub, role)
}

const userNamed = ({ state }: Hub, name: string): User =>
  state.users.get(name) ?? state.addUser(name)

function seedUser(hub: Hub, seeded: UserSeed): void {
  checkUser(seeded)
  const { name, admin, auth_state, password, token } = seeded
  if (hub.state.users.get(name) !== undefined) throw new Error(`the user "${name}" is given twice`)
  const user = hub.state.addUser(name, admin)
  user.authState = auth_state ?? null
  user.password = password ?? null
  if (token !== undefined) addToken(hub, user, token)
}

function seedGroup(hub: Hub, given: GroupSeed): void {
  checkGroup(given)
  const group = hub.state.addGroup(given.name)
  group.properties = given.properties ?? {}
  for (const member of given.users ?? []) group.addUser(userNamed(hub, member))
}

function seedService(hub: Hub, given: ServiceSeed): void {
  checkService(given)
  const service = hub.state.addService(given.name, given.admin)
  service.fromConfig = true
  service.url = given.url ?? ''
  service.info = given.info ?? {}
  service.display = given.display ?? true
  service.oauthClientId = given.oauth_client_id ?? `service-${given.name}`
  service.oauthRedirectUri = given.oauth_redirect_uri ?? null
  service.oauthNoConfirm = given.oauth_no_confirm ?? false
  service.oauthClientAllowedScopes = given.oauth_client_allowed_scopes ?? []
  if (given.api_token !== undefined) addToken(hub, service, given.api_token)
}

/** A token that may do all that its owner may. */
function addToken({ state, traits }: Hub, owner: User | Service, secret: string): void {
  const role = state.roles.get('token')
  const roles = traits.tokenRoles && role !== undefined ? [role] : []
  state.tokens.create({ owner, secret, roles, scopes: ['inherit'] })
}

function addRole({ state }: Hub, { name, description = '', scopes }: RoleSeed): void {
  state.roles.add({ id: state.roles.nextId(), name, description, scopes })
}

function seedRole(hub: Hub, role: RoleSeed): void {
  const { state } = hub
  if (state.roles.get(role.name) === undefined) addRole(hub, role)
  const found = state.roles.get(role.name)
  if (found === undefined) return
  for (const name of role.users ?? []) userNamed(hub, name).roles.add(found)
  for (const name of role.groups ?? []) state.groups.get(name)?.roles.add(found)
  for (const name of role.services ?? []) state.services.get(name)?.roles.add(found)
}
