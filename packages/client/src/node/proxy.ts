import { HubConfigError } from '../errors.ts'

/** A proxy that the environment names. */
export interface EnvironmentProxy {
  /** Its URL, which may hold a password. */
  readonly proxy: string
  /** The variable that names it: `HTTPS_PROXY`. */
  readonly variable: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy through which {@link nodeTransport} reaches a hub, unless its option `proxy` says otherwise: by undici's rules, so that
 * what is for `http:` counts for `https:`, too, which has none of its own.
 *
 * @param url - Any URL of the hub.
 * @param env - `process.env` unless given.
 * @returns `undefined` if the hub is reached directly, as one on a unix socket always is.
 * @see https://undici.nodejs.org/#/docs/api/EnvHttpProxyAgent
 */
export function proxyOfEnvironment(
  url: string,
  env: Environment = process.env,
): EnvironmentProxy | undefined {
  if (url.startsWith('http+unix:')) return undefined
  const place = new URL(url)
  if (isExcepted(place, env['no_proxy'] ?? env['NO_PROXY'] ?? '')) return undefined
  const forHttp = namedBy(env, 'http_proxy')
  return place.protocol === 'http:' ? forHttp : (namedBy(env, 'https_proxy') ?? forHttp)
}

function namedBy(env: Environment, lower: string): EnvironmentProxy | undefined {
  const variable = env[lower] === undefined ? lower.toUpperCase() : lower
  const proxy = env[variable]
  return proxy ? { proxy, variable } : undefined
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

/**
 * The proxy that requests to an origin go through; `undefined` for none, which makes every request cheaper.
 *
 * @param option - Of the caller: it counts alone.
 * @throws {@link HubConfigError} for a SOCKS proxy.
 */
export function proxyFor(origin: string, option: string | false | undefined): string | undefined {
  const proxy = option === undefined ? proxyOfEnvironment(origin)?.proxy : option || undefined
  // undici calls its own experimental, and says so on every program's standard error.
  if (/^socks/i.test(proxy ?? '')) {
    throw new HubConfigError(
      'SOCKS proxies are not supported: name one like http://proxy.example.org:3128',
    )
  }
  return proxy
}
