import type { Fetch } from 'jupyterhub-client'
import { navigate, navigateWithin } from './navigate.ts'

/** Ways to send requests to a hub. */
export interface Transport {
  readonly fetch: Fetch
  /** As a browser does for a link or a form; a GET may have a body. */
  readonly navigate: Fetch
}

/** To a hub that listens. */
export const bySocket: Transport = { fetch: (url, init) => globalThis.fetch(url, init), navigate }

/** To a hub in this process, which has a `fetch` of its own. */
export const within = (
  fetch: (input: Request | string, init?: RequestInit) => Promise<Response>,
): Transport => ({ fetch, navigate: navigateWithin(fetch) })
