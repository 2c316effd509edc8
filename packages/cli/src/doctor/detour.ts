import { proxyOfEnvironment } from 'jupyterhub-client/node'

/** Why a hub is not reached directly: a sentence; nothing if it is. */
export function detourTo(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (url.startsWith('http+unix:')) return 'The hub is at a unix socket.'
  const by = proxyOfEnvironment(url, env)?.variable
  return by === undefined ? undefined : `A proxy leads to the hub: that of ${by}.`
}
