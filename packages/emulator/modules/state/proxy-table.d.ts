import type { Hub } from '../hub.ts'
/** A row of the proxy's table. */
export interface ProxyRoute {
  readonly routespec: string
  readonly target: string
  readonly data: Readonly<Record<string, unknown>>
}
/** The proxy's table: a row for the hub, and one for each server that is up. */
export declare function proxyTable(hub: Hub): Map<string, ProxyRoute>
//# sourceMappingURL=proxy-table.d.ts.map
