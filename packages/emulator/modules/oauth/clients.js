import { serverUrl, userUrl } from '../models/server.js'
import { escapePath } from '../python/url.js'
/** The client of that id, if it can prove itself. */
export function clientNamed(hub, id) {
  const resource = resourceOf(hub, id)
  const client =
    resource?.kind === 'service' ? ofService(hub, resource) : ofServer(hub, resource, id)
  return client === undefined || client.secrets.length === 0 ? undefined : client
}
/** What people are told of a client. */
export function describeClient(hub, id) {
  const resource = id === 'jupyterhub' ? undefined : resourceOf(hub, id)
  if (id === 'jupyterhub') return 'JupyterHub'
  return resource === undefined ? id : describe(hub, resource)
}
/** The scope that visitors of a client need. */
export const accessScope = (resource) =>
  resource.kind === 'service'
    ? `access:services!service=${resource.name}`
    : `access:servers!server=${resource.fullName}`
/** The service, or the server, that is a client. */
export function resourceOf(hub, id) {
  const { services } = hub.state
  return services.all.find(({ oauthClientId }) => oauthClientId === id) ?? serverOf(hub, id)
}
const serverPrefix = 'jupyterhub-user-'
/** What a server is called as a client. */
export function serverClientId({ user, name }) {
  const quoted = [user.name, name].filter((part) => part !== '').map(quote)
  return serverPrefix + quoted.join('-')
}
const quote = (name) => escapePath(name).replaceAll('@', '%40')
/** Names may have hyphens in them, too, so that there are many ways to divide an id. */
function serverOf({ state }, id) {
  if (!id.startsWith(serverPrefix)) return undefined
  const parts = id.slice(serverPrefix.length).split('-')
  for (let count = parts.length; count > 0; count -= 1) {
    const user = state.users.get(unquote(parts.slice(0, count)))
    const server = user?.servers.get(unquote(parts.slice(count)))
    if (server !== undefined) return server
  }
  return undefined
}
function unquote(parts) {
  try {
    return decodeURIComponent(parts.join('-'))
  } catch {
    return ''
  }
}
function describe(hub, resource) {
  if (resource.kind === 'service') return `JupyterHub service ${resource.name}`
  const { user, name } = resource
  return `Server at ${userUrl(hub, user)}${name === '' ? '' : `${name}/`}`
}
function ofService(hub, service) {
  const { name, url, oauthRedirectUri, oauthClientId, oauthNoConfirm } = service
  const own = url === '' ? null : `${hub.baseUrl}services/${name}/oauth_callback`
  const redirectUri = oauthRedirectUri ?? own
  if (redirectUri === null) return undefined
  return {
    id: oauthClientId,
    description: describe(hub, service),
    redirectUri,
    allowedScopes: service.oauthClientAllowedScopes,
    noConfirm: oauthNoConfirm,
    resource: service,
    secrets: secretsOf(service.tokens),
  }
}
function ofServer(hub, server, id) {
  if (server === undefined) return undefined
  const token = server.spawner?.token
  return {
    id,
    description: describe(hub, server),
    redirectUri: `${serverUrl(hub, server)}oauth_callback`,
    allowedScopes: [],
    noConfirm: false,
    resource: server,
    secrets: token === undefined || token === null ? [] : [token.secret],
  }
}
const secretsOf = (tokens) => Array.from(tokens, ({ secret }) => secret)
//# sourceMappingURL=clients.js.map
