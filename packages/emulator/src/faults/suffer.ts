import { sleep } from '../clock.ts'
import type { Hub } from '../hub.ts'
import { endedBy } from '../http/aborts.ts'
import { jsonError } from '../http/error-reply.ts'
import { HttpError } from '../http/errors.ts'
import type { Incoming } from '../http/incoming.ts'
import { html, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { respond } from '../http/respond.ts'
import { isApiPath } from '../http/route.ts'
import { connectionLost } from './connection-lost.ts'
import type { Trouble } from './fault.ts'
import { restart } from './restart.ts'
import { buffered, cut, drip } from './streams.ts'

/** Answers a request, but for what goes wrong with it. */
export async function suffer(
  hub: Hub,
  incoming: Incoming,
  answer: () => Promise<Response>,
  trouble: Trouble,
): Promise<Response> {
  const { clock } = hub
  const changed = async (change: Change): Promise<Response> =>
    withBody(incoming, await answer(), change)
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

type Change = (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>

function withBody({ signal }: Incoming, response: Response, change: Change): Response {
  const { status, headers, body } = response
  if (body === null) return response
  return endedBy(signal, new Response(change(body), { status, headers }))
}

function insteadOfTheHub(
  hub: Hub,
  { request, url }: Incoming,
  { status, headers = {}, body }: Extract<Trouble, { readonly status: number }>,
): Response {
  const path = url.pathname.slice(hub.baseUrl.length - 1)
  const options = { status, headers: Object.entries(headers) }
  return respond(hub, { request, path, api: isApiPath(path) }, replyWith(hub, body, options))
}

function replyWith({ traits }: Hub, body: unknown, options: Pick<Reply, 'status' | 'headers'>) {
  if (typeof body === 'string') return html(body, options)
  if (body !== undefined) return json(body, options)
  return { ...jsonError(new HttpError(options.status), traits), ...options }
}

/** As nginx says it. */
function badGateway(): Response {
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
