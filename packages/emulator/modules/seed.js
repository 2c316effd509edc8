import { defaultRoles } from './state/default-roles.js'
/** Fills a new hub with what it starts with. */
export function seed(hub, { users, groups, services, roles }) {
  const given = [...(roles ?? [])]
  const defaults = defaultRoles(hub.traits)
  for (const role of defaults) addRole(hub, given.find(({ name }) => name === role.name) ?? role)
  for (const user of users ?? []) seedUser(hub, typeof user === 'string' ? { name: user } : user)
  for (const { name, users: members = [], properties = {} } of groups ?? []) {
    const group = hub.state.addGroup(name)
    group.properties = properties
    for (const member of members) group.addUser(userNamed(hub, member))
  }
  for (const service of services ?? []) seedService(hub, service)
  if (!hub.traits.scopes) return
  for (const role of given) seedRole(hub, role)
}
const userNamed = ({ state }, name) => state.users.get(name) ?? state.addUser(name)
function seedUser(hub, { name, admin, auth_state, password, token }) {
  const user = hub.state.addUser(name, admin)
  user.authState = auth_state ?? null
  user.password = password ?? null
  if (token !== undefined) addToken(hub, user, token)
}
function seedService(hub, given) {
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
function addToken({ state, traits }, owner, secret) {
  const role = state.roles.get('token')
  const roles = traits.tokenRoles && role !== undefined ? [role] : []
  state.tokens.create({ owner, secret, roles, scopes: ['inherit'] })
}
function addRole({ state }, { name, description = '', scopes }) {
  state.roles.add({ id: state.roles.nextId(), name, description, scopes })
}
function seedRole(hub, role) {
  const { state } = hub
  if (state.roles.get(role.name) === undefined) addRole(hub, role)
  const found = state.roles.get(role.name)
  if (found === undefined) return
  for (const name of role.users ?? []) userNamed(hub, name).roles.add(found)
  for (const name of role.groups ?? []) state.groups.get(name)?.roles.add(found)
  for (const name of role.services ?? []) state.services.get(name)?.roles.add(found)
}
//# sourceMappingURL=seed.js.map
