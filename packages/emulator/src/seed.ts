import { checkGroup, checkRole, checkService, checkUser } from './check-options.ts'
import { customPrefix } from './auth/custom-scopes.ts'
import { splitScope } from './auth/scopes.ts'
import type { Hub } from './hub.ts'
import type { GroupSeed, HubOptions, RoleSeed, ServiceSeed, UserSeed } from './options.ts'
import { defaultRoles } from './state/default-roles.ts'
import type { Group } from './state/group.ts'
import type { Ordered } from './state/ordered.ts'
import type { Service } from './state/service.ts'
import type { User } from './state/user.ts'

/** Fills a new hub with what it starts with. */
export function seed(hub: Hub, { users, groups, services, roles }: HubOptions): void {
  const given = [...(roles ?? [])]
  for (const role of given) {
    checkRole(role)
    checkScopes(hub, role)
  }
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
  const other = state.tokens.find(secret)?.owner.name
  if (other !== undefined) throw new Error(`"${owner.name}" has the token that "${other}" has, too`)
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
  for (const name of role.groups ?? []) {
    holder(state.groups, name, role, 'group').roles.add(found)
  }
  for (const name of role.services ?? []) {
    holder(state.services, name, role, 'service').roles.add(found)
  }
}

/** Hubs refuse to start with what they do not know, as it would give nobody anything. */
function checkScopes(hub: Hub, { name, scopes }: RoleSeed): void {
  if (!hub.traits.scopes) return
  for (const scope of scopes) {
    if (hub.scopes.has(splitScope(scope).base)) continue
    throw new Error(`the role "${name}" has the scope "${scope}": ${whyUnknown(hub, scope)}`)
  }
}

function whyUnknown({ traits, scopes, version }: Hub, scope: string): string {
  if (!scope.startsWith(customPrefix)) {
    return `hub ${version} knows only ${[...scopes.keys()].join(', ')}`
  }
  return traits.customScopes
    ? 'give it a description in config.custom_scopes, as in c.JupyterHub.custom_scopes'
    : `hub ${version} knows no scopes of one's own, which came with 3.0`
}

/** Who is to have a role. Unlike users, they are not made for it. */
function holder<T extends Group | Service>(
  among: Ordered<T>,
  name: string,
  role: RoleSeed,
  kind: string,
): T {
  const found = among.get(name)
  if (found !== undefined) return found
  const names = among.all.map((one) => `"${one.name}"`).join(', ') || 'none'
  throw new Error(
    `the role "${role.name}" is for the ${kind} "${name}", and there are only: ${names}`,
  )
}
