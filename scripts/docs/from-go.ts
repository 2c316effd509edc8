import type { OperationId } from 'jupyterhub-client'

/** A method of the Go client, what stands in its place, and what is different. */
export interface GoMethod {
  readonly go: string
  readonly operation: OperationId
  readonly ours: string
  readonly differs: string
}

/** All methods of the Go client `github.com/black-06/jupyterhub-client`, in the order of its README. */
// prettier-ignore
export const goMethods: readonly GoMethod[] = [
  { go: 'RequestNewAPIToken', operation: 'POST /authorizations/token', ours: 'hub.tokens.create(user, { auth })', differs: 'The Go method gives an empty string, and its endpoint is gone since hub 2.0. `hub.authorizations.requestToken` still speaks to hub 1.x.' },
  { go: 'IdentifyUserOrServiceFromAPIToken', operation: 'GET /authorizations/token/{token}', ours: 'hub.with({ token }).whoami()', differs: 'The Go method throws the answer away and puts the token into a URL. `hub.authorizations.identifyToken` does the same request, and gives the answer.' },
  { go: 'IdentifyUserFromCookie', operation: 'GET /authorizations/cookie/{cookie_name}/{cookie_value}', ours: 'hub.authorizations.identifyCookie(name, value)', differs: 'The Go method swallows its decoding error and gives half a user.' },
  { go: 'ListGroups', operation: 'GET /groups', ours: 'hub.groups.list()', differs: 'All groups, not the first page.' },
  { go: 'DeleteGroup', operation: 'DELETE /groups/{group}', ours: 'hub.groups.delete(name)', differs: 'Names are encoded: a slash in one leads nowhere else.' },
  { go: 'GetGroupByName', operation: 'GET /groups/{group}', ours: 'hub.groups.get(name)', differs: 'Names are encoded.' },
  { go: 'CreateGroup', operation: 'POST /groups/{group}', ours: 'hub.groups.create(name, { users })', differs: 'First members in the same request.' },
  { go: 'SetGroupProperties', operation: 'PUT /groups/{group}/properties', ours: 'hub.groups.setProperties(name, properties)', differs: 'Name first; what is no object is refused before it is sent.' },
  { go: 'RemoveUsersFromGroup', operation: 'DELETE /groups/{group}/users', ours: 'hub.groups.removeUsers(name, users)', differs: 'Gives the group as it is afterwards.' },
  { go: 'AddUsersToGroup', operation: 'POST /groups/{group}/users', ours: 'hub.groups.addUsers(name, users)', differs: 'An empty list is sent as one.' },
  { go: 'OAuth2Authorize', operation: 'GET /oauth2/authorize', ours: 'hub.oauth.authorizeUrl({ client_id, state, … })', differs: 'A URL to send a browser to; the Go method follows the redirects itself and loses the code. `state` is required, scopes and PKCE can be given.' },
  { go: 'RequestOauth2Token', operation: 'POST /oauth2/token', ours: 'hub.oauth.exchangeCode({ code, client_id, client_secret, … })', differs: 'Keeps `expires_in` and `scope`; PKCE.' },
  { go: 'GetVersion', operation: 'GET /', ours: 'hub.version()', differs: '' },
  { go: 'GetDetailedInfo', operation: 'GET /info', ours: 'hub.info()', differs: '' },
  { go: 'Shutdown', operation: 'POST /shutdown', ours: 'hub.shutdown({ proxy, servers })', differs: '`false` is sent: the Go method leaves it out, and the hub ends everyone’s servers.' },
  { go: 'GetProxy', operation: 'GET /proxy', ours: 'hub.proxy.routes()', differs: 'Typed, and all routes.' },
  { go: 'SyncProxy', operation: 'POST /proxy', ours: 'hub.proxy.sync()', differs: '' },
  { go: 'NotifyProxy', operation: 'PATCH /proxy', ours: 'hub.proxy.configure({ api_url, auth_token })', differs: 'The fields that the hub reads; those of the Go method are passed over in silence.' },
  { go: 'ListServices', operation: 'GET /services', ours: 'hub.services.list()', differs: 'Works: the hub sends an object, not the list that the Go method decodes.' },
  { go: 'GetServiceByName', operation: 'GET /services/{service}', ours: 'hub.services.get(name)', differs: 'With `kind` and `display`.' },
  { go: 'StartUserServer', operation: 'POST /users/{user}/server', ours: 'hub.servers.start(user, { options })', differs: 'The body that this hub’s version understands; says whether it is still starting.' },
  { go: 'StopUserServer', operation: 'DELETE /users/{user}/server', ours: 'hub.servers.stop(user)', differs: 'Says whether it is still stopping.' },
  { go: 'StartUserNamedServer', operation: 'POST /users/{user}/servers/{server}', ours: 'hub.servers.start(user, { name, options })', differs: 'As above.' },
  { go: 'StopUserNamedServer', operation: 'DELETE /users/{user}/servers/{server}', ours: 'hub.servers.stop(user, name), hub.servers.remove(user, name)', differs: 'Can delete the server, too.' },
  { go: 'ListUserTokens', operation: 'GET /users/{user}/tokens', ours: 'hub.tokens.list(user)', differs: 'Works: the hub wraps the list.' },
  { go: 'CreateUserToken', operation: 'POST /users/{user}/tokens', ours: 'hub.tokens.create(user, { scopes, expires_in, note })', differs: '`scopes: []` is sent and gives a token that may only tell whose it is, not one with all of them; refused where the hub ignores scopes.' },
  { go: 'DeleteUserToken', operation: 'DELETE /users/{user}/tokens/{id}', ours: 'hub.tokens.revoke(user, id)', differs: '' },
  { go: 'GetUserTokenByID', operation: 'GET /users/{user}/tokens/{id}', ours: 'hub.tokens.get(user, id)', differs: '`null` stays `null`.' },
  { go: 'GetAuthenticatedUser', operation: 'GET /user', ours: 'hub.whoami()', differs: 'Says who it is: name, kind, groups, scopes.' },
  { go: 'ListUsers', operation: 'GET /users', ours: 'hub.users.list({ state, name_filter, sort })', differs: 'Works with servers, and gives everyone, not the first 200.' },
  { go: 'CreateUsers', operation: 'POST /users', ours: 'hub.users.createMany(names, { admin })', differs: 'The Go method creates them and then reports an error.' },
  { go: 'GetUserByName', operation: 'GET /users/{user}', ours: 'hub.users.get(name)', differs: 'Works with servers; stopped ones on request.' },
  { go: 'CreateUser', operation: 'POST /users/{user}', ours: 'hub.users.create(name, { admin })', differs: 'The Go method creates the user and then reports an error.' },
  { go: 'DeleteUser', operation: 'DELETE /users/{user}', ours: 'hub.users.delete(name)', differs: 'Deletes that user: the Go method deletes `a` when told `a#b`.' },
  { go: 'UpdateUser', operation: 'PATCH /users/{user}', ours: 'hub.users.update(name, { name, admin, auth_state })', differs: '`admin: false` is sent; the Go method leaves it out, and the admin stays one.' },
  { go: 'UpdateUserActivity', operation: 'POST /users/{user}/activity', ours: 'hub.users.recordActivity(name, { last_activity, servers })', differs: 'Sends what was given: the Go method adds a year 1.' },
]
