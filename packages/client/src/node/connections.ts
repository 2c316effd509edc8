import type { Dispatcher, Pool } from 'undici'
import { HubConfigError } from '../errors.ts'
import type { ConnectionOptions } from './options.ts'
import { proxyFor } from './proxy.ts'
import { secureContext } from './tls.ts'

/** Where requests to an origin go. */
export interface Route {
  readonly dispatcher: Dispatcher
  /** As undici knows it: a unix socket has none of its own. */
  readonly origin: string
  /** Whether it goes over TLS without a certificate of the client. */
  readonly isBare: boolean
}

/** The connections of one transport. */
export interface Connections {
  /** @param origin - `https://hub.example.org`, or `http+unix://%2Frun%2Fhub.sock`. */
  route(origin: string): Route
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
    ...(connections !== undefined && { connections }),
    ...(keepAliveTimeout !== undefined && { keepAliveTimeout }),
    // Attempts have clocks of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const makePool = (origin: string, more: Pool.Options = {}) =>
    new undici.Pool(origin, { ...limits, ...more, ...(tls && { connect: tls }) })
  const makeAgent = (proxy: string): Dispatcher =>
    orBadProxy(
      () =>
        new undici.ProxyAgent({
          ...limits,
          uri: proxy,
          ...(tls && { connect: tls, requestTls: tls }),
          // As programs do that look at these variables: for http, most proxies take no CONNECT.
          proxyTunnel: false,
        }),
    )
  const routes = new Map<string, Route>()
  const makeRoute = (origin: string): Route => {
    const [, socket] = /^http\+unix:\/\/(.+)$/.exec(origin) ?? []
    if (socket !== undefined) {
      const local = 'http://localhost'
      return {
        dispatcher: makePool(local, { socketPath: decodeURIComponent(socket) }),
        origin: local,
        isBare: false,
      }
    }
    const isBare = origin.startsWith('https:') && options.cert === undefined
    const proxy = proxyFor(origin, options.proxy)
    const dispatcher = proxy === undefined ? makePool(origin) : makeAgent(proxy)
    return { dispatcher, origin, isBare }
  }
  return {
    route(origin) {
      let route = routes.get(origin)
      if (route === undefined) {
        route = makeRoute(origin)
        routes.set(origin, route)
      }
      return route
    },
    async close() {
      await Promise.all([...routes.values()].map(({ dispatcher }) => dispatcher.close()))
    },
  }
}

async function loadUndici(): Promise<typeof import('undici')> {
  try {
    return await import('undici')
  } catch (error) {
    throw new HubConfigError('jupyterhub-client/node needs undici: npm install undici@7', {
      cause: error,
    })
  }
}

/** What undici says of a bad URL shows it whole, password and all. */
function orBadProxy<T>(make: () => T): T {
  try {
    return make()
  } catch {
    throw new HubConfigError('the proxy must be like http://proxy.example.org:3128')
  }
}
