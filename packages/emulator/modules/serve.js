import { suffer } from './faults/suffer.js'
import { untilAborted } from './http/aborts.js'
import { Incoming } from './http/incoming.js'
import { logged } from './log/log-request.js'
import { explain, isMisunderstood } from './log/misunderstood.js'
import { json } from './http/reply.js'
import { respond } from './http/respond.js'
import { isApiPath } from './http/route.js'
import { routesOf } from './routes.js'
/** Lets a hub answer, but for what goes wrong, and remembers what it was asked. */
export function makeServe(hub, service) {
  return async (input, init) => {
    const request = requestFrom(hub, input, init)
    request.signal.throwIfAborted()
    const body = new Uint8Array(await request.arrayBuffer())
    return untilAborted(request.signal, answerOne(hub, service, new Incoming(request, body)))
  }
}
/**
 * A `Request` is taken as it is: that of a socket may have a body with GET, which a copy would lose. Any other says that it
 * was fetched, as `fetch` does, on which it depends how a hub takes cookies.
 */
function requestFrom({ url }, input, init) {
  if (input instanceof Request) return init === undefined ? input : new Request(input, init)
  const request = new Request(new URL(input, url), init)
  if (!request.headers.has('sec-fetch-mode')) request.headers.set('sec-fetch-mode', 'cors')
  return request
}
async function answerOne(hub, service, incoming) {
  const { remember, strict } = service
  const start = hub.clock.now()
  const note = (status) => logged(incoming, status, hub.clock.now() - start)
  try {
    const response = await throughFaults(hub, service, incoming)
    const entry = note(response.status)
    if (!strict || !isMisunderstood(entry)) {
      remember(entry)
      return response
    }
    remember({ ...entry, status: 501 })
    return refuse(hub, incoming, entry)
  } catch (error) {
    remember(note(null))
    throw error
  }
}
function throughFaults(hub, { answer, faults }, incoming) {
  const path = incoming.url.pathname.slice(hub.baseUrl.length - 1)
  const trouble = faults.take(incoming.request.method, path)
  const go = () => answer(incoming)
  return trouble === undefined ? go() : suffer(hub, incoming, go, trouble)
}
function refuse(hub, { request, url }, entry) {
  const message = explain([entry], hub.version, routesOf(hub.traits), hub.baseUrl)
  const asked = { request, path: url.pathname, api: isApiPath(url.pathname) }
  return respond(hub, asked, json({ status: 501, message }, { status: 501 }))
}
//# sourceMappingURL=serve.js.map
