import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'
import { hashOf } from '../http/etag.ts'
import { randomHex } from '../random.ts'
import { beginSession, sessionOf } from './session.ts'
import { readSigned, signValue } from './signed.ts'

/**
 * Refuses a request that may have been made by a page of another site.
 *
 * @throws {@link HttpError} 403.
 */
export function checkXsrf(call: Call): void {
  const { hub, request, method, requester, api, hasToken } = call
  if (!hub.traits.xsrf || (api ? ['HEAD', 'OPTIONS'] : readOnly).includes(method)) return
  // A request that has no origin and names nobody is told just that.
  if (api && requester === null && !request.headers.has('origin')) return
  if (hasToken) return
  if (hub.traits.xsrfBound && isNavigation(call)) return
  const { headers } = request
  const token = call.field('_xsrf') || headers.get('x-xsrftoken') || headers.get('x-csrftoken')
  if (!token) throw new HttpError(403, `'_xsrf' argument missing from ${method}`)
  if (token !== xsrfTokenOf(call)) {
    throw new HttpError(403, `XSRF cookie does not match ${method} argument`)
  }
}

const readOnly = ['GET', 'HEAD', 'OPTIONS']

/** Whether a browser says that no page made the request, or sees its answer; or it does not say at all. */
function isNavigation({ request, method, hub }: Call): boolean {
  const isReadOnly = readOnly.includes(method)
  const mode = request.headers.get('sec-fetch-mode')
  if (mode === null || mode === 'navigate') return isReadOnly
  if (mode !== 'no-cors') return mode === 'websocket'
  const isSameOrigin = request.headers.get('sec-fetch-site') === 'same-origin'
  return !hub.traits.noCorsChecked || (isReadOnly && isSameOrigin)
}

/** The value that proves a request, whose cookie is set where it is another than before. */
export function xsrfTokenOf(call: Call): string {
  call.xsrfToken ??= call.hub.traits.xsrfBound ? boundToken(call) : looseToken(call)
  return call.xsrfToken
}

/** Hub 4.0 takes whatever the cookie says. */
function looseToken(call: Call): string {
  const sent = call.cookies.get('_xsrf')
  if (sent !== undefined && sent !== '') return sent
  const token = randomHex(call.hub.random)
  setXsrf(call, token)
  return token
}

function boundToken(call: Call): string {
  const { hub, cookies, request } = call
  const known = cookies
    .all('_xsrf')
    .map((token) => ({ token, id: readToken(call, token) }))
    .find(({ id }) => id !== undefined)
  const id = idOf(call)
  if (known?.id === id) return known.token
  const token = encode(signValue(hub, '_xsrf', id))
  // What is fetched by a page leaves its cookie alone.
  if ((request.headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate') setXsrf(call, token)
  return token
}

/** Sets the cookie for who is logged in, or not, from now on. */
export function renewXsrf(call: Call): void {
  const { hub } = call
  if (hub.traits.xsrfBound) setXsrf(call, encode(signValue(hub, '_xsrf', idOf(call))))
}

/** Sets the cookie anew though it has not changed, so that it lasts as long as it can. */
export function refreshXsrf(call: Call): void {
  setXsrf(call, xsrfTokenOf(call))
}

/** Who is not logged in has an hour. */
function setXsrf({ hub, cookies, requester }: Call, token: string): void {
  const lifetime = requester === null ? { maxAge: 3600 } : {}
  cookies.set('_xsrf', token, { path: `${hub.baseUrl}hub/`, ...lifetime })
}

/** Whom a token is for: the session, and who is logged in or, in place of a name, the browser. */
function idOf(call: Call): string {
  const { owner } = call.requester ?? {}
  const session = sessionOf(call)
  if (owner === undefined) return `${session ?? 'None'}:${browserOf(call)}`
  if (owner.kind === 'service') return ':'
  if (call.hub.traits.xsrfOfNewSession) return `${session ?? beginSession(call)}:${owner.id}`
  return `${session ?? browserOf(call)}:${owner.id}`
}

const browserOf = ({ request }: Call): string => hashOf(request.headers.get('user-agent') ?? '')

const encode = (signed: string): string =>
  btoa(signed).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

function readToken({ hub }: Call, token: string): string | undefined {
  try {
    const signed = atob(token.replaceAll('-', '+').replaceAll('_', '/'))
    return readSigned(hub, '_xsrf', signed, 31)
  } catch {
    return undefined
  }
}
