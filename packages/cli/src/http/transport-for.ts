import type { HttpTransport } from 'jupyterhub-client'
import type { Io } from '../io.ts'

const proxies = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']

/** What reaches a hub: what is quickly there, unless a proxy leads to it, or a unix socket. */
export async function transportFor({ env }: Pick<Io, 'env'>, url: string): Promise<HttpTransport> {
  if (url.startsWith('http+unix:') || proxies.some((name) => env[name])) {
    const { nodeTransport } = await import('jupyterhub-client/node')
    return nodeTransport()
  }
  const { plainTransport } = await import('./plain-transport.ts')
  return plainTransport()
}
