import { knownScopes } from './auth/custom-scopes.ts'
import { checkOptions } from './check-options.ts'
import type { Clock } from './clock.ts'
import { realClock } from './clock.ts'
import { defaultConfig } from './config.ts'
import { makeFetch, unlistened } from './fetch.ts'
import { Faults } from './faults/faults.ts'
import { front } from './http/front.ts'
import type { Hub } from './hub.ts'
import type { Listener } from './listen.ts'
import type { LoggedRequest } from './log/logged-request.ts'
import { explain, isMisunderstood } from './log/misunderstood.ts'
import type { HubOptions } from './options.ts'
import { randomHex } from './random.ts'
import { routesOf, tableFor } from './routes.ts'
import { Running } from './running.ts'
import { seed } from './seed.ts'
import { makeServe } from './serve.ts'
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
  /** Requests in the order in which they were answered. */
  readonly requests: readonly LoggedRequest[]
  /** What is to go wrong. */
  readonly faults: Faults
  /**
   * Answers a request as the hub, and the proxy before it, would. May be handed to a client in place of `fetch`. Rejects, as
   * where nothing answers, what is for another origin than that of {@link EmulatedHub.url}.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Throws an error if there have been requests for what the hub does not have, or with a body that it did not read; its
   * message shows what comes nearest to each.
   */
  assertUnderstood(): void
  /**
   * Serves the hub on loopback; {@link EmulatedHub.url} is then where.
   *
   * @throws Error while it is served already, and where there is no server of Node's.
   */
  listen(options?: { readonly port?: number }): Promise<Listener>
}

/**
 * Makes a hub. Nothing is started, and nothing has to be stopped but a listener.
 *
 * @throws Error for an option, a setting or a version that does not exist, for a user or a token that is given
 * twice, and for roles with scopes, groups or services that there are not.
 */
export function createHub(options: HubOptions = {}): EmulatedHub {
  checkOptions(options)
  const hub = makeHub(options)
  seed(hub, options)
  const answer = front(hub, (path) => tableFor(hub.traits)(path))
  const requests: LoggedRequest[] = []
  const faults = new Faults(() => routesOf(hub.traits).map(({ path }) => path))
  const { strict = false, onRequest } = options
  const remember = (request: LoggedRequest): void => {
    requests.push(request)
    onRequest?.(request)
  }
  let listens = false
  const serve = makeServe(hub, { answer, faults, remember, strict })
  return {
    get url() {
      return hub.url.href
    },
    version: hub.version,
    clock: hub.clock,
    spawner: hub.spawner,
    state: hub.state,
    requests,
    faults,
    fetch: makeFetch(hub, serve),
    assertUnderstood() {
      const misunderstood = requests.filter(isMisunderstood)
      if (misunderstood.length === 0) return
      throw new Error(explain(misunderstood, hub.version, routesOf(hub.traits), hub.baseUrl))
    },
    async listen({ port = 0 } = {}) {
      if (listens) throw new Error(`this hub listens at ${hub.url.href} already: close that first`)
      listens = true
      const release = (): void => {
        listens = false
      }
      try {
        const { listen } = await import('./listen.ts')
        const listener = await listen(serve, port, release)
        hub.url = new URL(hub.baseUrl, listener.url)
        return { ...listener, url: hub.url.href }
      } catch (error) {
        release()
        throw error
      }
    },
  }
}

function makeHub(options: HubOptions): Hub {
  const { clock = realClock, random = Math.random } = options
  const baseUrl = baseUrlOf(options.baseUrl)
  const { refreshUser = () => true } = options
  const version = fullVersion(options.version ?? versions[0])
  const traits = traitsOf(version)
  const config = { ...defaultConfig, ...options.config }
  const spawner = new Spawners(options.spawner)
  const running = new Running()
  return {
    version,
    traits,
    scopes: knownScopes(traits, config.custom_scopes),
    baseUrl,
    url: new URL(baseUrl, unlistened),
    config,
    state: new State(clock, random),
    clock,
    random,
    refreshUser,
    spawner,
    cookieSecret: randomHex(random),
    proxy: config.proxy,
    running,
    shutDown({ proxy, servers }) {
      running.hub = false
      if (proxy) running.proxy = false
      if (servers && traits.shutdownStopsServers) spawner.killAll()
    },
  }
}

/** As `JupyterHub.base_url` is read. */
const baseUrlOf = (path = ''): string => (path === '' ? '/' : `/${path}/`.replaceAll(/\/+/g, '/'))
