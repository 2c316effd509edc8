import { checkGuard } from '../auth/guard.ts'
import { identify } from '../auth/requester.ts'
import { checkXsrf } from '../auth/xsrf.ts'
import { CallbackError } from '../callback.ts'
import type { Hub } from '../hub.ts'
import { Call } from './call.ts'
import { jsonError, pageError } from './error-reply.ts'
import { HttpError, crash } from './errors.ts'
import type { Incoming } from './incoming.ts'
import { checkMultipart } from './multipart.ts'
import { loginUrl, redirect } from './page.ts'
import { empty } from './reply.ts'
import { respond } from './respond.ts'
import type { Reply } from './reply.ts'
import { elsewhere, isApiPath } from './route.ts'
import type { Find, Found } from './table.ts'

/** Lets the hub answer a request whose path, still encoded, is below its base URL. */
export async function dispatch(
  hub: Hub,
  find: Find,
  incoming: Incoming,
  path: string,
): Promise<Response> {
  const found = find(isOfHub(path) ? path : elsewhere)
  const api = isOfApi(found, path)
  const asked = isPlace(path) ? found?.routes.get(incoming.request.method) : undefined
  const known = asked !== undefined || takesOptions(found, path, incoming.request.method)
  incoming.arrive({ known, bodiless: asked?.bodiless === true })
  const call = new Call(hub, incoming, found?.params ?? {}, api)
  const reply = await answer(call, found)
  const headers = [...reply.headers, ...call.cookies.headers]
  return respond(hub, { request: incoming.request, path, api }, { ...reply, headers })
}

/** Whether errors there are told as JSON. */
function isOfApi(found: Found | undefined, path: string): boolean {
  const [route] = found?.routes.values() ?? []
  return isApiPath(path) && route?.page !== true
}

/** Whether a request is for what every handler of the API takes: browsers ask so before they send anything to another site. */
export const takesOptions = (found: Found | undefined, path: string, method: string): boolean =>
  method === 'OPTIONS' && found !== undefined && isOfApi(found, path)

/** Whether there is anything: the hub sends on what is not below it, whatever it is. */
const isPlace = (path: string): boolean => isOfHub(path) || path.startsWith('/user/')

const isOfHub = (path: string): boolean => path.startsWith('/hub/')

async function answer(call: Call, found: Found | undefined): Promise<Reply> {
  const { api, hub } = call
  try {
    if (api && found !== undefined && call.method === 'OPTIONS') return answerOptions(found)
    return await handle(call, found)
  } catch (error) {
    if (error instanceof CallbackError) throw error.cause
    const told = error instanceof HttpError ? error : crash()
    return api ? jsonError(told, hub.traits) : pageError(call, told)
  }
}

/** Every handler of the API takes it, and says nothing but the type that it would answer with. */
function answerOptions({ routes }: Found): Reply {
  const [contentType = 'application/json'] = [...routes.values()].flatMap(
    ({ contentType: type }) => type ?? [],
  )
  return empty(200, { contentType })
}

async function handle(call: Call, found: Found | undefined): Promise<Reply> {
  const { api, hub, method } = call
  const route = found?.routes.get(method)
  checkMultipart(call)
  const takesTokens = [...(found?.routes.values() ?? [])].some((row) => row.tokens)
  const tokens = api || takesTokens || hub.traits.pagesTakeTokens
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
