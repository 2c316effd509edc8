import { checkGuard } from '../auth/guard.ts'
import { identify } from '../auth/requester.ts'
import { checkXsrf } from '../auth/xsrf.ts'
import type { Hub } from '../hub.ts'
import { Call } from './call.ts'
import { jsonError, pageError } from './error-reply.ts'
import { HttpError, crash } from './errors.ts'
import type { Incoming } from './incoming.ts'
import { checkMultipart } from './multipart.ts'
import { loginUrl, redirect } from './page.ts'
import { empty } from './reply.ts'
import type { Reply } from './reply.ts'
import { isApiPath } from './route.ts'
import type { Find, Found } from './table.ts'

/** Lets the hub answer a request whose path, still encoded, is below its base URL. */
export async function dispatch(
  hub: Hub,
  find: Find,
  incoming: Incoming,
  path: string,
): Promise<Reply> {
  const found = find(path)
  const [route] = found?.routes.values() ?? []
  const api = isApiPath(path) && route?.page !== true
  incoming.known = found?.routes.has(incoming.request.method) === true
  const call = new Call(hub, incoming, found?.params ?? {}, api)
  const reply = await answer(call, found)
  return { ...reply, headers: [...reply.headers, ...call.cookies.headers] }
}

async function answer(call: Call, found: Found | undefined): Promise<Reply> {
  const { api, hub } = call
  try {
    if (api && found !== undefined && call.method === 'OPTIONS') return empty(200)
    return await handle(call, found)
  } catch (error) {
    const told = error instanceof HttpError ? error : crash()
    return api ? jsonError(told, hub.traits) : pageError(call, told)
  }
}

async function handle(call: Call, found: Found | undefined): Promise<Reply> {
  const { api, hub, method } = call
  const route = found?.routes.get(method)
  checkMultipart(call)
  const tokens = api || route?.tokens === true || hub.traits.pagesTakeTokens
  call.requester = identify(call, { tokens })
  // What the API does not have it looks no further into.
  if (api && found === undefined) throw new HttpError(404)
  if (route?.xsrf === undefined) checkXsrf(call)
  if (found === undefined) throw new HttpError(404)
  if (route === undefined) throw new HttpError(405)
  if (route.login === true && call.requester === null) return askToLogIn(call)
  if (route.guard !== undefined) checkGuard(call, route.guard)
  return route.handle(call)
}

function askToLogIn(call: Call): Reply {
  if (!['GET', 'HEAD'].includes(call.method)) throw new HttpError(403)
  return redirect(loginUrl(call))
}
