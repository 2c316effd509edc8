import { userUrl } from '../models/server.ts'
import type { User } from '../state/user.ts'
import type { Call } from './call.ts'

/** Where a login ends: at `next`, at the user's server if it is up, or at the page that starts it. */
export function nextUrl(call: Call, user: User): string {
  const { hub, url } = call
  const next = askedNext(call)
  if (next !== '') return next
  const usual = user.servers.get('')?.active ? userUrl(hub, user) : `${hub.baseUrl}hub/spawn`
  const query = new URLSearchParams(url.search)
  for (const name of ['next', '_xsrf']) query.delete(name)
  return query.size === 0 ? usual : `${usual}?${query}`
}

/** Where a request says that it is to end; `''` if nowhere, or not on this host. */
export const askedNext = (call: Call): string => ownPath(call, call.field('next') ?? '')

/** The path of an address on this host; `''` for any other, as nobody is to be led astray. */
function ownPath({ request, url }: Call, given: string): string {
  const next = given.replaceAll('\\', '%5C').replace(/^\/{3,}/, '//')
  const host = request.headers.get('host') ?? url.host
  const own = [`${url.protocol}//${host}`, `//${host}`].find((start) =>
    `${next}/`.startsWith(`${start}/`),
  )
  if (own !== undefined) return `/${next.slice(own.length).replace(/^\/+/, '')}`
  return next.startsWith('/') && !next.startsWith('//') ? next : ''
}
