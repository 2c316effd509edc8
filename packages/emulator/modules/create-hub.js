import { realClock } from './clock.js'
import { defaultConfig } from './config.js'
import { Faults } from './faults/faults.js'
import { front } from './http/front.js'
import { explain, isMisunderstood } from './log/misunderstood.js'
import { randomHex } from './random.js'
import { routesOf, tableFor } from './routes.js'
import { Running } from './running.js'
import { seed } from './seed.js'
import { makeServe } from './serve.js'
import { Spawners } from './spawn/spawners.js'
import { State } from './state/state.js'
import { fullVersion, traitsOf, versions } from './versions.js'
/** Makes a hub. Nothing is started, and nothing has to be stopped. */
export function createHub(options = {}) {
  const hub = makeHub(options)
  seed(hub, options)
  const answer = front(hub, (path) => tableFor(hub.traits)(path))
  const requests = []
  const faults = new Faults()
  const { strict = false, onRequest } = options
  const remember = (request) => {
    requests.push(request)
    onRequest?.(request)
  }
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
    fetch: serve,
    assertUnderstood() {
      const misunderstood = requests.filter(isMisunderstood)
      if (misunderstood.length === 0) return
      throw new Error(explain(misunderstood, hub.version, routesOf(hub.traits), hub.baseUrl))
    },
    async listen({ port = 0 } = {}) {
      const { listen } = await import('./listen.js')
      const listener = await listen(serve, port)
      hub.url = new URL(hub.baseUrl, listener.url)
      return { ...listener, url: hub.url.href }
    },
  }
}
function makeHub(options) {
  const { baseUrl = '/', clock = realClock, random = Math.random } = options
  const { refreshUser = () => true } = options
  const version = fullVersion(options.version ?? versions[0])
  const traits = traitsOf(version)
  const config = { ...defaultConfig, ...options.config }
  const spawner = new Spawners(options.spawner)
  const running = new Running()
  return {
    version,
    traits,
    baseUrl,
    url: new URL(baseUrl, 'http://hub.example'),
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
//# sourceMappingURL=create-hub.js.map
