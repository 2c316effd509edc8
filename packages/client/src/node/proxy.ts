import { HubConfigError } from '../errors.ts'

/**
 * The proxy that requests to an origin go through; `undefined` for none, which makes every request cheaper.
 *
 * @param option - Of the caller: it counts alone. Unless given, the environment says so, by undici's rules: what is for
 *   `http:` counts for `https:`, too, which has none of its own.
 * @throws {@link HubConfigError} for a SOCKS proxy.
 */
export function proxyFor(origin: string, option: string | false | undefined): string | undefined {
  const proxy = option ?? proxyOfEnvironment(new URL(origin))
  // undici calls its own experimental, and says so on every program's standard error.
  if (/^socks/i.test(proxy || '')) {
    throw new HubConfigError(
      'SOCKS proxies are not supported: name one like http://proxy.example.org:3128',
    )
  }
  return proxy || undefined
}

function proxyOfEnvironment(url: URL): string | undefined {
  const { env } = process
  if (isExcepted(url, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return undefined
  const forHttp = env['http_proxy'] ?? env['HTTP_PROXY']
  if (url.protocol === 'http:') return forHttp
  return (env['https_proxy'] ?? env['HTTPS_PROXY']) || forHttp
}

/** Whether a list such as `localhost,.example.org:8000` holds a host, or a domain that it is in. */
function isExcepted({ protocol, hostname, port }: URL, list: string): boolean {
  const ownPort = port || (protocol === 'https:' ? '443' : '80')
  return list.split(/[,\s]/).some((entry) => {
    const [, name = '', onlyPort = ownPort] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry) ?? []
    const isIn = name === '*' || `.${hostname}`.endsWith(`.${name.toLowerCase()}`)
    return name !== '' && onlyPort === ownPort && isIn
  })
}
