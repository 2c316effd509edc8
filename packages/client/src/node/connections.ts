import type { Dispatcher, Pool } from 'undici'
import { HubConfigError } from '../errors.ts'
import { ClientPool } from './client-pool.ts'
import type { ClientMaker } from './client-pool.ts'
import { plainConnector, tlsConnector } from './connect.ts'
import type { Connector } from './connect.ts'
import type { Exchange } from './exchange.ts'
import type { ConnectionOptions } from './options.ts'
import { proxyFor } from './proxy.ts'
import { readingOf } from './reading.ts'
import { secureContext } from './tls.ts'

/** What sends requests: connections of ours, or undici's way through a proxy. */
interface Sender {
  dispatch(request: Dispatcher.DispatchOptions, exchange: Exchange): unknown
  close(): Promise<void>
}

/** Where requests to an origin go. */
export interface Route {
  /** What URLs begin with that it is for, up to where their path begins. */
  readonly base: string
  readonly sender: Sender
  /** As undici knows it: a unix socket has none of its own. */
  readonly origin: string
  /** Whether it goes over TLS without a certificate of the client. */
  readonly isBare: boolean
}

/** The connections of one transport. */
export interface Connections {
  /** @param url - Begins with an origin as URL parsers write it, or with `http+unix://%2Frun%2Fhub.sock`. */
  route(url: string): Route
  /** Ends them, when what is under way is done. */
  close(): Promise<void>
}

/**
 * Loads undici, and makes what opens connections when they are needed.
 *
 * @throws {@link HubConfigError} if it is not there, or the options cannot be used.
 */
export async function openConnections(options: ConnectionOptions): Promise<Connections> {
  const undici = await loadUndici()
  const { connections, keepAliveTimeout } = options
  const context = secureContext(options)
  const tls = context && { secureContext: context }
  const limits = {
    ...(keepAliveTimeout !== undefined && { keepAliveTimeout }),
    // Attempts have clocks of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const makePool = (origin: string, socketPath?: string): Sender => {
    const connect: Connector = origin.startsWith('https:')
      ? tlsConnector(undici.buildConnector({ ...tls }))
      : plainConnector(socketPath)
    const makeClient: ClientMaker = (tell) =>
      new undici.Client(origin, {
        ...limits,
        connect: (target, callback) =>
          connect(target, (...given) => {
            const [, socket] = given
            if (socket !== null) tell(readingOf(socket))
            callback(...given)
          }),
      })
    return new ClientPool(makeClient, connections ?? Infinity)
  }
  const makeAgent = (proxy: string): Sender =>
    orBadProxy(
      () =>
        new undici.ProxyAgent({
          ...limits,
          uri: proxy,
          // Without one, it gives none of the limits to the connections of `http:` through `http:`.
          factory: (origin, given: Pool.Options) =>
            new undici.Pool(origin, {
              ...given,
              ...limits,
              ...(connections !== undefined && { connections }),
            }),
          ...tokenOf(proxy),
          ...(tls && { connect: tls, requestTls: tls }),
          // As programs do that look at these variables: for http, most proxies take no CONNECT.
          proxyTunnel: false,
        }),
    )
  const routes = new Map<string, Route>()
  const makeRoute = (base: string): Route => {
    const [, socket] = /^http\+unix:\/\/(.+)$/.exec(base) ?? []
    if (socket !== undefined) {
      const origin = 'http://localhost'
      return { base, sender: makePool(origin, decodeURIComponent(socket)), origin, isBare: false }
    }
    const isBare = base.startsWith('https:') && options.cert === undefined
    const proxy = proxyFor(base, options.proxy)
    const sender = proxy === undefined ? makePool(base) : makeAgent(proxy)
    return { base, sender, origin: base, isBare }
  }
  let last: Route | undefined
  return {
    route(url) {
      // Programs seldom use two hubs in turns.
      if (last !== undefined && url.startsWith(`${last.base}/`)) return last
      const base = url.slice(0, url.indexOf('/', url.indexOf('://') + 3))
      last = routes.get(base) ?? makeRoute(base)
      routes.set(base, last)
      return last
    },
    async close() {
      await Promise.all([...routes.values()].map(({ sender }) => sender.close()))
    },
  }
}

async function loadUndici(): Promise<typeof import('undici')> {
  let undici: typeof import('undici')
  try {
    undici = await import('undici')
  } catch (error) {
    throw new HubConfigError('jupyterhub-client/node needs undici: npm install undici@7', {
      cause: error,
    })
  }
  // Bun puts something in the place of undici that has no way to send by.
  if (typeof undici.Client?.prototype?.dispatch !== 'function') {
    throw new HubConfigError('jupyterhub-client/node is for Node and Deno: use jupyterhub-client')
  }
  return undici
}

/** What a proxy is shown that has a name in its URL: undici shows nothing where there is no password with it. */
function tokenOf(proxy: string): { token?: string } {
  const { username, password } = new URL(proxy)
  if (username === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { token: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** What undici says of a bad URL shows it whole, password and all. */
function orBadProxy<T>(make: () => T): T {
  try {
    return make()
  } catch {
    throw new HubConfigError('the proxy must be like http://proxy.example.org:3128')
  }
}
