import type { Clock } from './clock.ts'
import { realClock } from './clock.ts'
import { defaultConfig } from './config.ts'
import { front } from './http/front.ts'
import type { Hub } from './hub.ts'
import type { Listener } from './listen.ts'
import type { HubOptions } from './options.ts'
import { tableFor } from './routes.ts'
import { seed } from './seed.ts'
import type { ScriptedSpawner } from './spawn/spawners.ts'
import { Spawners } from './spawn/spawners.ts'
import { State } from './state/state.ts'
import { fullVersion, traitsOf, versions } from './versions.ts'

/** A hub in this process. */
export interface EmulatedHub {
  /** Base URL, with a slash at the end; nothing listens there until {@link EmulatedHub.listen}. */
  readonly url: string
  readonly version: string
  readonly clock: Clock
  /** Decides how servers start. */
  readonly spawner: ScriptedSpawner
  /** All that the hub knows, to look at and to change. */
  readonly state: State
  /** Requests that have come, in their order. */
  readonly requests: readonly LoggedRequest[]
  /** Answers a request as the hub, and the proxy before it, would. May be handed to a client in place of `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Serves the hub on loopback; {@link EmulatedHub.url} is then where. */
  listen(options?: { readonly port?: number }): Promise<Listener>
}

/** A request, as a hub remembers it. */
export interface LoggedRequest {
  readonly method: string
  /** Path with its query, still encoded. */
  readonly path: string
  /** Status of the answer. */
  readonly status: number
}

/** Makes a hub. Nothing is started, and nothing has to be stopped. */
export function createHub(options: HubOptions = {}): EmulatedHub {
  const hub = makeHub(options)
  seed(hub, options)
  const answer = front(hub, tableFor(hub.traits))
  const requests: LoggedRequest[] = []
  const serve = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input instanceof Request ? input : new URL(input, hub.url), init)
    const { pathname, search } = new URL(request.url)
    const response = await answer(request)
    requests.push({ method: request.method, path: pathname + search, status: response.status })
    return response
  }
  return {
    get url() {
      return hub.url.href
    },
    version: hub.version,
    clock: hub.clock,
    spawner: hub.spawner,
    state: hub.state,
    requests,
    fetch: serve,
    async listen({ port = 0 } = {}) {
      const { listen } = await import('./listen.ts')
      const listener = await listen(serve, port)
      hub.url = new URL(hub.baseUrl, listener.url)
      return { ...listener, url: hub.url.href }
    },
  }
}

function makeHub(options: HubOptions): Hub {
  const { baseUrl = '/', clock = realClock, random = Math.random } = options
  const version = fullVersion(options.version ?? versions[0])
  const config = { ...defaultConfig, ...options.config }
  const spawner = new Spawners(options.spawner)
  const running = { hub: true, proxy: true }
  return {
    version,
    traits: traitsOf(version),
    baseUrl,
    url: new URL(baseUrl, 'http://hub.example'),
    config,
    state: new State(clock, random),
    clock,
    random,
    spawner,
    proxy: config.proxy,
    running,
    shutDown({ proxy, servers }) {
      running.hub = false
      if (proxy) running.proxy = false
      if (servers && traitsOf(version).shutdownStopsServers) spawner.killAll()
    },
  }
}
