import { sleep } from '../clock.js'
import { endedBy } from '../http/aborts.js'
import { jsonError } from '../http/error-reply.js'
import { HttpError } from '../http/errors.js'
import { html, json } from '../http/reply.js'
import { respond } from '../http/respond.js'
import { isApiPath } from '../http/route.js'
import { connectionLost } from './connection-lost.js'
import { restart } from './restart.js'
import { buffered, cut, drip } from './streams.js'
/** Answers a request, but for what goes wrong with it. */
export async function suffer(hub, incoming, answer, trouble) {
  const { clock } = hub
  const changed = async (change) => withBody(incoming, await answer(), change)
  if (typeof trouble === 'object') {
    if ('status' in trouble) return insteadOfTheHub(hub, incoming, trouble)
    if ('cutAfter' in trouble) return changed((body) => cut(body, trouble.cutAfter))
    if ('drip' in trouble) return changed((body) => drip(body, trouble.drip, trouble.every, clock))
    if ('delay' in trouble) await sleep(clock, trouble.delay)
    else restart(hub, trouble.restart)
    return answer()
  }
  if (trouble === 'bad gateway') return badGateway()
  if (trouble === 'buffering') return changed(buffered)
  if (trouble === 'lost answer') await (await answer()).body?.cancel()
  throw connectionLost()
}
function withBody({ request }, response, change) {
  const { status, headers, body } = response
  if (body === null) return response
  return endedBy(request.signal, new Response(change(body), { status, headers }))
}
function insteadOfTheHub(hub, { request, url }, { status, headers = {}, body }) {
  const path = url.pathname.slice(hub.baseUrl.length - 1)
  const options = { status, headers: Object.entries(headers) }
  return respond(hub, { request, path, api: isApiPath(path) }, replyWith(hub, body, options))
}
function replyWith({ traits }, body, options) {
  if (typeof body === 'string') return html(body, options)
  if (body !== undefined) return json(body, options)
  return { ...jsonError(new HttpError(options.status), traits), ...options }
}
/** As nginx says it. */
function badGateway() {
  const body = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
`
  return new Response(body, {
    status: 502,
    headers: { server: 'nginx', 'content-type': 'text/html' },
  })
}
//# sourceMappingURL=suffer.js.map
