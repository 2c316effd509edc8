import { checkGuard } from '../auth/guard.ts'
import { identify } from '../auth/requester.ts'
import { checkXsrf } from '../auth/xsrf.ts'
import type { Hub } from '../hub.ts'
import { Call } from './call.ts'
import { jsonError, pageError } from './error-reply.ts'
import { HttpError, crash } from './errors.ts'
import { checkMultipart } from './multipart.ts'
import { empty } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Route } from './route.ts'
import { isApiPath } from './route.ts'
import type { Find, Found } from './table.ts'

/** Lets the hub answer a request whose path, still encoded, is below its base URL. */
export async function dispatch(
  hub: Hub,
  find: Find,
  request: Request,
  path: string,
): Promise<Reply> {
  const found = find(path)
  const [route] = found?.routes.values() ?? []
  const api = isApiPath(path) && route?.page !== true
  try {
    if (found === undefined || route === undefined) throw new HttpError(404)
    if (api && request.method === 'OPTIONS') return empty(200)
    return await handle(hub, request, found, api)
  } catch (error) {
    const told = error instanceof HttpError ? error : crash()
    return api ? jsonError(told, hub.traits) : pageError(told)
  }
}

async function handle(hub: Hub, request: Request, found: Found, api: boolean): Promise<Reply> {
  const route: Route | undefined = found.routes.get(request.method)
  const body = new Uint8Array(await request.arrayBuffer())
  const call = new Call(hub, request, found.params, body)
  checkMultipart(call)
  call.requester = identify(hub, request, { tokens: api || route?.tokens === true })
  if (api && route?.xsrf === undefined) checkXsrf(call)
  if (route === undefined) throw new HttpError(405)
  if (route.guard !== undefined) checkGuard(call, route.guard)
  return route.handle(call)
}
