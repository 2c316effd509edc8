type Env = Readonly<Record<string, string | undefined>>

/** Why a hub is not reached directly: a sentence; nothing if it is. By the same rules as the client's transport for Node. */
export function detourTo(url: string, env: Env): string | undefined {
  if (url.startsWith('http+unix:')) return 'The hub is at a unix socket.'
  const { protocol, hostname, port } = new URL(url)
  const names = ['http_proxy', 'HTTP_PROXY']
  if (protocol === 'https:') names.unshift('https_proxy', 'HTTPS_PROXY')
  const by = names.find((name) => env[name])
  if (by === undefined) return undefined
  const without = env['no_proxy'] ?? env['NO_PROXY'] ?? ''
  const usualPort = protocol === 'https:' ? '443' : '80'
  return isLeftOut(hostname, port || usualPort, without)
    ? undefined
    : `A proxy leads to the hub: that of ${by}.`
}

/** Whether `NO_PROXY` names a host: itself, what it is below, with a port or without. */
function isLeftOut(host: string, port: string, without: string): boolean {
  if (without === '*') return true
  return without
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = entry, itsPort] = /^(.+):(\d+)$/.exec(entry) ?? []
      const suffix = name.replace(/^\*?\./, '')
      if (itsPort !== undefined && itsPort !== port) return false
      return host === suffix || host.endsWith(`.${suffix}`)
    })
}
