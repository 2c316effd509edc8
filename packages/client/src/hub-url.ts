import { HubConfigError } from './errors.ts'

/** What follows a hub's base URL in the address of any of its pages. */
const hubPages = new Set(['hub', 'user', 'services'])

/**
 * Finds a hub's API from any address that a person might paste: the host alone, a base URL with or without prefix, a
 * page of the hub, of a user's server or of a service, the API itself. Query and fragment are dropped.
 *
 * @returns The base of the API without trailing slash: `https://example.org/prefix/hub/api`.
 * @throws {@link HubConfigError} for what is no URL of HTTP, and for a URL with credentials.
 */
export function findApiUrl(url: string): string {
  const { protocol, host, pathname } = parseWebUrl(url)
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const page = segments.findIndex((segment) => hubPages.has(segment))
  // What a hub tells its services is exact, also below a prefix such as /services/.
  const isApi = segments.slice(-2).join('/') === 'hub/api' && segments[page] !== 'user'
  const base = isApi ? segments.slice(0, -2) : page < 0 ? segments : segments.slice(0, page)
  // A hub under the prefix /hub/: the first "hub" is the prefix, the second the hub.
  if (!isApi && segments[page] === 'hub' && segments[page + 1] === 'hub') base.push('hub')
  return [`${protocol}//${host}`, ...base, 'hub', 'api'].join('/')
}

function parseWebUrl(url: string): URL {
  if (!/^\s*http(s|\+unix)?:\/\//i.test(url)) {
    throw new HubConfigError(
      'the hub URL must begin with http:// or https://, like https://hub.example.org',
    )
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || parsed.username || parsed.password) {
    // What was given is not shown: it may hold a password.
    throw new HubConfigError('the hub URL must be like https://hub.example.org, without password')
  }
  return parsed
}
