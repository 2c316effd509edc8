import type { HttpTransport } from 'jupyterhub-client'
import type { Io } from '../io.ts'
import type { Certificates } from './certificates.ts'

const proxies = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']
const certificateFiles = ['JUPYTERHUB_SSL_CERTFILE', 'JUPYTERHUB_SSL_CLIENT_CA']

/**
 * What reaches a hub: what is quickly there, unless a proxy leads to it, or a unix socket, or it wants a certificate.
 *
 * @param given - What to show and to trust; what the environment names unless given.
 * @throws {@link CliError} for a certificate that cannot be read.
 */
export async function transportFor(
  { env }: Pick<Io, 'env'>,
  url: string,
  given?: Certificates,
): Promise<HttpTransport> {
  const certificates = given ?? (await ofEnvironment(url, env))
  const isSpecial = url.startsWith('http+unix:') || proxies.some((name) => env[name])
  if (isSpecial || certificates !== undefined) {
    const { nodeTransport } = await import('jupyterhub-client/node')
    return nodeTransport(certificates)
  }
  const { plainTransport } = await import('./plain-transport.ts')
  return plainTransport()
}

/** Most have none, and nothing is loaded for them. */
async function ofEnvironment(url: string, env: Io['env']): Promise<Certificates | undefined> {
  if (!certificateFiles.some((name) => env[name])) return undefined
  const { certificatesOfEnvironment } = await import('./certificates.ts')
  return certificatesOfEnvironment(url, env)
}
