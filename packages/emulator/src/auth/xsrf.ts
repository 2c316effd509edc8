import type { Call } from '../http/call.ts'
import { HttpError } from '../http/errors.ts'

/**
 * Refuses a request that may have been made by a page of another site.
 *
 * @throws {@link HttpError} 403.
 */
export function checkXsrf({ hub, request, method, requester }: Call): void {
  if (!hub.traits.xsrf || method === 'HEAD' || method === 'OPTIONS') return
  // A request that has no origin and names nobody is told just that.
  if (requester === null && !request.headers.has('origin')) return
  if (requester !== null && requester.token !== null) return
  throw new HttpError(403, `'_xsrf' argument missing from ${method}`)
}
