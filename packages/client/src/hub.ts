import { capabilitiesOf } from './access/capabilities.ts'
import type { Capabilities } from './access/capabilities.ts'
import { readEnvironment } from './environment.ts'
import { HubConfigError } from './errors.ts'
import { findApiUrl } from './hub-url.ts'
import { checkDocument, defined } from './input.ts'
import type { Keys } from './input.ts'
import { serverHandle } from './lifecycle/handle.ts'
import type { ServerHandle } from './lifecycle/handle.ts'
import type { Explanation } from './models/explanation.ts'
import type { HubInfo, HubVersion } from './models/hub-info.ts'
import type { Identity } from './models/identity.ts'
import type { NewToken } from './models/token.ts'
import type { OperationId } from './operations.ts'
import { checkClientOptions, checkOtherOptions } from './options.ts'
import type { CallOptions, ClientOptions } from './options.ts'
import { authorizations } from './resources/authorizations.ts'
import type { Authorizations } from './resources/authorizations.ts'
import { groups } from './resources/groups.ts'
import type { Groups } from './resources/groups.ts'
import { oauth } from './resources/oauth.ts'
import type { OAuth } from './resources/oauth.ts'
import { proxy } from './resources/proxy.ts'
import type { Proxy } from './resources/proxy.ts'
import { servers } from './resources/servers.ts'
import type { Servers } from './resources/servers.ts'
import { services } from './resources/services.ts'
import type { Services } from './resources/services.ts'
import { shareCodes } from './resources/share-codes.ts'
import type { ShareCodes } from './resources/share-codes.ts'
import { shares } from './resources/shares.ts'
import type { Shares } from './resources/shares.ts'
import { tokens } from './resources/tokens.ts'
import type { LimitedTokenRequest, Tokens } from './resources/tokens.ts'
import { users } from './resources/users.ts'
import type { Users } from './resources/users.ts'
import type { RawRequest, Transport } from './transport/call.ts'
import { systemClock } from './transport/clock.ts'
import { commonHeaders, lowerCase } from './transport/headers.ts'
import { parseJson } from './transport/body.ts'
import type { Settings } from './transport/plan.ts'
import { supplyToken, supplyXsrfToken } from './transport/token.ts'
import type { TokenSupply } from './transport/token.ts'
import { createTransport, readVersion } from './transport/transport.ts'

/** What to shut down with the hub; what is not said is as the hub is configured. */
export interface ShutdownRequest {
  /** Stop the proxy, too. */
  readonly proxy?: boolean | undefined
  /** Stop everyone's servers, too. Hubs before 2.3 do not, though they say that they will. */
  readonly servers?: boolean | undefined
}

/** A token for a while. */
export interface ShortLivedToken extends Omit<LimitedTokenRequest, 'expires_in'> {
  /** Whose token. */
  readonly user: string
  /** What it may do: keys of {@link operations}. */
  readonly operations: Iterable<OperationId>
  /** Seconds after which it expires by itself: more than the work takes. */
  readonly expires_in?: number | undefined
}

/** What hubs that `with` makes have in common. */
type Shared = Pick<Settings, 'memory' | 'tokens'>

/** Options of hubs that `with` is about to make. */
const heirs = new WeakMap<ClientOptions, Partial<Shared>>()

const shortLivedKeys: Keys<ShortLivedToken> = {
  user: true,
  operations: true,
  target: true,
  scopes: true,
  note: true,
  expires_in: true,
}

const shutdownKeys: Keys<ShutdownRequest> = { proxy: true, servers: true }

/**
 * A JupyterHub. Making one sends nothing.
 *
 * @example
 * const hub = new JupyterHub({ url: 'https://hub.example.org', token })
 * for await (const user of hub.users.list({ state: 'active' })) console.log(user.name)
 */
export class JupyterHub {
  /** Base of the hub's API, as it was found from the given URL: `https://hub.example.org/hub/api`. */
  readonly apiUrl: string
  readonly users: Users
  readonly servers: Servers
  readonly tokens: Tokens
  readonly groups: Groups
  readonly services: Services
  readonly shares: Shares
  readonly shareCodes: ShareCodes
  readonly proxy: Proxy
  readonly oauth: OAuth
  readonly authorizations: Authorizations

  // Private by the language, so that nothing that prints or serialises the hub finds the token.
  readonly #options: ClientOptions
  readonly #shared: Shared
  readonly #transport: Transport

  /** @throws {@link HubConfigError} for a URL, token or option that cannot be used. */
  constructor(options: ClientOptions) {
    checkClientOptions(options)
    const {
      url,
      token: _token,
      credentials: _credentials,
      transport,
      fetch = transport?.fetch,
      headers,
      userAgent,
      clock = systemClock,
      random,
      ...defaults
    } = options
    this.#options = { ...options }
    this.apiUrl = findApiUrl(url)
    if (fetch === undefined && this.apiUrl.startsWith('http+unix:')) {
      throw new HubConfigError('for a unix socket, use jupyterhub-client/node')
    }
    this.#shared = { memory: {}, tokens: supplyOf(options, this.apiUrl), ...heirs.get(options) }
    this.#transport = createTransport({
      ...this.#shared,
      apiUrl: this.apiUrl,
      fetch,
      send: transport?.send,
      clock,
      random: random ?? (() => Math.random()),
      headers: commonHeaders(userAgent, headers),
      defaults,
    })
    this.servers = servers(this.#transport)
    this.users = users(this.#transport, this.servers)
    this.tokens = tokens(this.#transport)
    this.groups = groups(this.#transport)
    this.services = services(this.#transport)
    this.shares = shares(this.#transport)
    this.shareCodes = shareCodes(this.#transport)
    this.proxy = proxy(this.#transport)
    this.oauth = oauth(this.#transport, this.apiUrl)
    this.authorizations = authorizations(this.#transport)
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), {
      value: () => `${this.constructor.name} <${this.apiUrl}>`,
    })
  }

  /**
   * The hub that a service or a single-user server belongs to, from `JUPYTERHUB_API_URL` and `JUPYTERHUB_API_TOKEN` of the
   * environment.
   *
   * @throws {@link HubConfigError} if one of them is missing.
   */
  static fromEnv(options: Partial<ClientOptions> = {}): JupyterHub {
    return hubOf({ ...options, ...readEnvironment(options) })
  }

  /**
   * The same hub with other options: headers are added, middleware goes inside that of this hub, everything else is
   * replaced. A token takes the place of a page's cookies, and of headers that say who asks.
   */
  with(options: Partial<Omit<ClientOptions, 'url'>>): JupyterHub {
    checkOtherOptions(options)
    const { headers, middleware = [] } = this.#options
    const { token, credentials } = options
    if ('token' in options && token === undefined) {
      throw new HubConfigError('the token is undefined: give one, or null for none')
    }
    const merged: ClientOptions = {
      ...this.#options,
      ...(token ? { credentials: undefined } : {}),
      ...(options.fetch || options.transport ? { fetch: undefined, transport: undefined } : {}),
      ...defined(options),
      url: this.apiUrl,
      headers: {
        ...lowerCase(headers),
        // A token takes the place of every other credential.
        ...(token ? { authorization: null, cookie: null } : {}),
        ...lowerCase(options.headers),
      },
      middleware: [...middleware, ...(options.middleware ?? [])],
    }
    const { memory } = this.#shared
    heirs.set(merged, token === undefined && credentials === undefined ? this.#shared : { memory })
    return hubOf(merged)
  }

  /** The hub's version. Needs no token, and every hub has it. */
  async version(options?: CallOptions): Promise<HubVersion> {
    const answer = await this.#transport.send('GET /', [], options, { anonymous: true })
    return { version: readVersion(answer) }
  }

  /** What the hub is made of. Needs `read:hub`, since hub 5.5.1 without filter. */
  async info(options?: CallOptions): Promise<HubInfo> {
    return this.#transport.object('GET /info', [], options)
  }

  /**
   * Who the token belongs to, and what it may do. Needs no scope.
   *
   * @throws {@link ForbiddenError} for a token that the hub does not know.
   */
  async whoami(options?: CallOptions): Promise<Identity> {
    return this.#transport.object('GET /user', [], options)
  }

  /** Resolves if the hub is up. Needs no token. Hub 1.4. */
  async health(options?: CallOptions): Promise<void> {
    await this.#transport.nothing('GET /health', [], options, { anonymous: true })
  }

  /** The hub's metrics, in Prometheus' text format. Needs `read:metrics`, unless the hub is configured otherwise. Hub 1.4. */
  async metrics(options?: CallOptions): Promise<string> {
    const { text } = await this.#transport.send('GET /metrics', [], options)
    return text
  }

  /** Shuts the hub down. Needs `shutdown`, since hub 5.5.1 without filter. */
  async shutdown(request: ShutdownRequest = {}, options?: CallOptions): Promise<void> {
    const body = checkDocument(request, shutdownKeys)
    await this.#transport.nothing('POST /shutdown', [], options, { body })
  }

  /**
   * A server of a user, to be brought to where it is wanted. Nothing is sent.
   *
   * @param name - Name of the server; `''` or none for the default server.
   * @throws {@link HubConfigError} for a name that no URL can carry.
   */
  server(user: string, name: string = ''): ServerHandle {
    return serverHandle(this.#transport, this.servers, user, name)
  }

  /** What this hub can do, by its version, which is asked for unless an answer has told it already. */
  async capabilities(options?: CallOptions): Promise<Capabilities> {
    return capabilitiesOf(await this.#transport.hubVersion(options))
  }

  /**
   * Says why the hub answered 403 or 404: who you are to it, what the operation needs, what you hold of that, what is missing,
   * and what helps. Of other answers it repeats what the hub said. Ask the hub that made the call. One request, to `/user`;
   * no scope is needed.
   *
   * @param error - What the call was rejected with.
   * @throws {@link HubConfigError} for an error of another kind than {@link HubResponseError}, and for one of another hub.
   * @example
   * try {
   *   await hub.users.delete('ada')
   * } catch (error) {
   *   if (HubResponseError.isInstance(error)) console.error((await hub.explain(error)).text)
   * }
   */
  async explain(error: unknown, options?: CallOptions): Promise<Explanation> {
    const { explain } = await import('./access/why.ts')
    return explain(this.#transport, error, options)
  }

  /**
   * Does something with a token that may make some operations and no more, as `tokens.createFor` makes it. It is revoked
   * afterwards, also if the work fails, and expires by itself if that cannot be done, or the process dies before. A signal
   * in `options` ends the making of the token; to end the work is the work's own affair.
   *
   * @param request - Whose token, for which operations, and how long it lives at most: 600 seconds unless given.
   * @param use - The work. Given the same hub with that token.
   * @returns What the work resolves to.
   * @throws What making the token does, and what the work throws.
   * @example
   * await hub.withShortLivedToken(
   *   { user: 'ada', operations: ['POST /users/{user}/server'] },
   *   (limited) => limited.servers.start('ada'),
   * )
   */
  async withShortLivedToken<T>(
    request: ShortLivedToken,
    use: (hub: JupyterHub, token: NewToken) => T | Promise<T>,
    options: CallOptions = {},
  ): Promise<T> {
    const { user, operations, expires_in = 600, ...rest } = checkDocument(request, shortLivedKeys)
    const limits = { ...rest, expires_in }
    const token = await this.tokens.createFor(user, operations, limits, options)
    const { withToken } = await import('./access/why.ts')
    const work = () => use(this.with({ token: token.token }), token)
    return withToken(this.tokens, user, token, options, work)
  }

  /**
   * Sends a request of one's own, for what this client has no method for, with the same token, clocks and errors. A `GET`
   * is repeated as others are, anything else is not.
   *
   * @returns JSON as its value, other text as it is, and `undefined` for an empty answer.
   */
  async request<T = unknown>(request: RawRequest, options?: CallOptions): Promise<T> {
    const { text } = await this.#transport.request(request, options)
    const value = parseJson(text)
    return (value === undefined ? text || undefined : value) as T
  }
}

/** Outside of the class, as bundlers rename one that names itself. */
const hubOf = (options: ClientOptions): JupyterHub => new JupyterHub(options)

function supplyOf({ token, credentials, clock }: ClientOptions, apiUrl: string): TokenSupply {
  return credentials === undefined
    ? supplyToken(token, clock ?? systemClock)
    : supplyXsrfToken(apiUrl, clock ?? systemClock)
}
