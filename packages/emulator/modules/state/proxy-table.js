import { serverUrl } from '../models/server.js'
import { escapePath } from '../python/url.js'
import { processUrl } from '../single-user/process-url.js'
/** The proxy keeps paths decoded, and the hub encodes what it is told. */
const routespecOf = (path) => path.split('/').map(decodeURIComponent).map(escapePath).join('/')
/** The proxy's table: a row for the hub, and one for each server that is up. */
export function proxyTable(hub) {
  const { baseUrl, clock, spawner } = hub
  const now = new Date(clock.now()).toISOString()
  const rows = new Map()
  const add = (routespec, target, data) => {
    rows.set(routespec, { routespec, target, data: { ...data, last_activity: now } })
  }
  add(baseUrl, hub.url.origin, { hub: true })
  for (const server of spawner.active) {
    if (server.spawner?.routed !== true) continue
    add(routespecOf(serverUrl(hub, server)), processUrl(hub, server.spawner.pid), {
      user: server.user.name,
      server_name: server.name,
    })
  }
  return rows
}
//# sourceMappingURL=proxy-table.js.map
