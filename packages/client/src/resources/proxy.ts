import { checkDocument, checkNotEmpty } from '../input.ts'
import type { Keys } from '../input.ts'
import type { Route } from '../models/route.ts'
import type { CallOptions } from '../options.ts'
import { listOf } from '../paging/lists.ts'
import { mapItems } from '../paging/page.ts'
import type { PageOptions } from '../paging/page.ts'
import type { Paginated } from '../paging/paginated.ts'
import type { Transport } from '../transport/call.ts'

/** Where the hub is to find its proxy; at least one of the two. */
export interface ProxyChange {
  /** URL of the proxy's own API. */
  readonly api_url?: string | undefined
  /** Token for the proxy's own API. */
  readonly auth_token?: string | undefined
}

/**
 * The proxy in front of the hub and the servers.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html
 */
export interface Proxy {
  /**
   * Lists the routing table. Needs `proxy`, since hub 5.5.1 without filter. Hubs 2.0 to 2.3 fail with 500 when it does not
   * fit on one page.
   */
  routes(options?: PageOptions & CallOptions): Paginated<Route>
  /** Makes the hub compare the table with its servers and mend it. Needs `proxy`. */
  sync(options?: CallOptions): Promise<void>
  /** Tells the hub of a new proxy, whose table it then fills. Needs `proxy`. */
  configure(change: ProxyChange, options?: CallOptions): Promise<void>
}

const changeKeys: Keys<ProxyChange> = { api_url: true, auth_token: true }

/** Makes {@link Proxy}. */
export const proxy = ({ send, oneCall, nothing }: Transport): Proxy => ({
  routes: (options) =>
    listOf({ send, oneCall }, 'GET /proxy', [], options, {
      keyOf: (route) => route.routespec,
      itemsOf: mapItems<Route>(),
      appendOnly: false,
    }),

  sync: (options) => nothing('POST /proxy', [], options),

  async configure(change, options) {
    const body = checkNotEmpty(checkDocument(change, changeKeys), 'api_url or auth_token')
    await nothing('PATCH /proxy', [], options, { body })
  },
})
