/** A row of the proxy's routing table. */
export interface Route {
  /** Path, or `host/path/` on a hub with subdomains, that the row is for. */
  readonly routespec: string
  /** Where requests for it go. */
  readonly target: string
  /**
   * Whose route it is: `{ user, server_name }`, `{ service }` or `{ hub: true }`, and the proxy's own `last_activity`
   * with milliseconds (not the hub's microseconds).
   */
  readonly data: Readonly<Record<string, unknown>>
}
