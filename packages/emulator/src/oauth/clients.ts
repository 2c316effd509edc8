import type { Hub } from '../hub.ts'
import { serverUrl, userUrl } from '../models/server.ts'
import { escapePath } from '../python/url.ts'
import type { Server } from '../state/server.ts'
import type { Service } from '../state/service.ts'
import type { Token } from '../state/token.ts'

/** What people let know who they are: a service, or a single-user server. */
export interface OAuthClient {
  readonly id: string
  readonly description: string
  /** Where browsers are sent back to, and nowhere else. */
  readonly redirectUri: string
  /** What it may ask for besides what it always gets. */
  readonly allowedScopes: readonly string[]
  /** Whether nobody is asked whether it may know. */
  readonly noConfirm: boolean
  readonly resource: Service | Server
  /** Any of which proves it. */
  readonly secrets: readonly string[]
}

/** The client of that id, if it can prove itself. */
export function clientNamed(hub: Hub, id: string): OAuthClient | undefined {
  const resource = resourceOf(hub, id)
  const client =
    resource?.kind === 'service' ? ofService(hub, resource) : ofServer(hub, resource, id)
  return client === undefined || client.secrets.length === 0 ? undefined : client
}

/** What people are told of a client. */
export function describeClient(hub: Hub, id: string): string {
  const resource = id === 'jupyterhub' ? undefined : resourceOf(hub, id)
  if (id === 'jupyterhub') return 'JupyterHub'
  return resource === undefined ? id : describe(hub, resource)
}

/** The scope that visitors of a client need. */
export const accessScope = (resource: Service | Server): string =>
  resource.kind === 'service'
    ? `access:services!service=${resource.name}`
    : `access:servers!server=${resource.fullName}`

/** The service, or the server, that is a client. */
export function resourceOf(hub: Hub, id: string): Service | Server | undefined {
  const { services } = hub.state
  return services.all.find(({ oauthClientId }) => oauthClientId === id) ?? serverOf(hub, id)
}

const serverPrefix = 'jupyterhub-user-'

/** What a server is called as a client. */
export function serverClientId({ user, name }: Server): string {
  const quoted = [user.name, name].filter((part) => part !== '').map(quote)
  return serverPrefix + quoted.join('-')
}

const quote = (name: string): string => escapePath(name).replaceAll('@', '%40')

/** Names may have hyphens in them, too, so that there are many ways to divide an id. */
function serverOf({ state }: Hub, id: string): Server | undefined {
  if (!id.startsWith(serverPrefix)) return undefined
  const parts = id.slice(serverPrefix.length).split('-')
  for (let count = parts.length; count > 0; count -= 1) {
    const user = state.users.get(unquote(parts.slice(0, count)))
    const server = user?.servers.get(unquote(parts.slice(count)))
    if (server !== undefined) return server
  }
  return undefined
}

function unquote(parts: readonly string[]): string {
  try {
    return decodeURIComponent(parts.join('-'))
  } catch {
    return ''
  }
}

function describe(hub: Hub, resource: Service | Server): string {
  if (resource.kind === 'service') return `JupyterHub service ${resource.name}`
  const { user, name } = resource
  return `Server at ${userUrl(hub, user)}${name === '' ? '' : `${name}/`}`
}

function ofService(hub: Hub, service: Service): OAuthClient | undefined {
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

function ofServer(hub: Hub, server: Server | undefined, id: string): OAuthClient | undefined {
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

const secretsOf = (tokens: Iterable<Token>): string[] => Array.from(tokens, ({ secret }) => secret)
