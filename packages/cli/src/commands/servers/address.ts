import type { Server } from 'jupyterhub-client'

/**
 * Where a browser finds a server.
 *
 * @param apiUrl - Of the hub.
 */
export const addressOf = (
  { full_url, url }: Pick<Server, 'full_url' | 'url'>,
  apiUrl: string,
): string => new URL(full_url ?? url, apiUrl).href
