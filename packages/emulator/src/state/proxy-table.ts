import type { Hub } from '../hub.ts'
import { serverUrl } from '../models/server.ts'
import { escapePath } from '../python/url.ts'
import { processUrl } from '../single-user/process-url.ts'

/** A row of the proxy's table. */
export interface ProxyRoute {
  readonly routespec: string
  readonly target: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The proxy keeps paths decoded, and the hub encodes what it is told. */
const routespecOf = (path: string): string =>
  path.split('/').map(decodeURIComponent).map(escapePath).join('/')

/** The proxy's table: a row for the hub, and one for each server that is up. */
export function proxyTable(hub: Hub): Map<string, ProxyRoute> {
  const { baseUrl, clock, spawner } = hub
  const now = new Date(clock.now()).toISOString()
  const rows = new Map<string, ProxyRoute>()
  const add = (routespec: string, target: string, data: object): void => {
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
