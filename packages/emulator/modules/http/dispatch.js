import { checkGuard } from '../auth/guard.js'
import { identify } from '../auth/requester.js'
import { checkXsrf } from '../auth/xsrf.js'
import { Call } from './call.js'
import { jsonError, pageError } from './error-reply.js'
import { HttpError, crash } from './errors.js'
import { checkMultipart } from './multipart.js'
import { loginUrl, redirect } from './page.js'
import { empty } from './reply.js'
import { respond } from './respond.js'
import { elsewhere, isApiPath } from './route.js'
/** Lets the hub answer a request whose path, still encoded, is below its base URL. */
export async function dispatch(hub, find, incoming, path) {
  const found = find(isOfHub(path) ? path : elsewhere)
  const [route] = found?.routes.values() ?? []
  const api = isApiPath(path) && route?.page !== true
  incoming.known = isPlace(path) && found?.routes.has(incoming.request.method) === true
  const call = new Call(hub, incoming, found?.params ?? {}, api)
  const reply = await answer(call, found)
  const headers = [...reply.headers, ...call.cookies.headers]
  return respond(hub, { request: incoming.request, path, api }, { ...reply, headers })
}
/** Whether there is anything: the hub sends on what is not below it, whatever it is. */
const isPlace = (path) => isOfHub(path) || path.startsWith('/user/')
const isOfHub = (path) => path.startsWith('/hub/')
async function answer(call, found) {
  const { api, hub } = call
  try {
    if (api && found !== undefined && call.method === 'OPTIONS') return answerOptions(found)
    return await handle(call, found)
  } catch (error) {
    const told = error instanceof HttpError ? error : crash()
    return api ? jsonError(told, hub.traits) : pageError(call, told)
  }
}
/** Every handler of the API takes it, and says nothing but the type that it would answer with. */
function answerOptions({ routes }) {
  const [contentType = 'application/json'] = [...routes.values()].flatMap(
    ({ contentType: type }) => type ?? [],
  )
  return empty(200, { contentType })
}
async function handle(call, found) {
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
function askToLogIn(call) {
  if (!['GET', 'HEAD'].includes(call.method)) throw new HttpError(403)
  return redirect(loginUrl(call))
}
//# sourceMappingURL=dispatch.js.map
