import { sleep } from '../clock.ts'
import type { Hub } from '../hub.ts'
import { jsonError } from '../http/error-reply.ts'
import { HttpError } from '../http/errors.ts'
import type { Incoming } from '../http/incoming.ts'
import { html, json } from '../http/reply.ts'
import type { Reply } from '../http/reply.ts'
import { respond } from '../http/respond.ts'
import { connectionLost } from './connection-lost.ts'
import type { Trouble } from './fault.ts'
import { restart } from './restart.ts'
import { buffered, cut, drip, withBody } from './streams.ts'

/** Answers a request, but for what goes wrong with it. */
export async function suffer(
  hub: Hub,
  incoming: Incoming,
  answer: () => Promise<Response>,
  trouble: Trouble,
): Promise<Response> {
  if (typeof trouble === 'object') {
    if ('status' in trouble) return insteadOfTheHub(hub, incoming, trouble)
    if ('cutAfter' in trouble)
      return withBody(await answer(), (body) => cut(body, trouble.cutAfter))
    if ('drip' in trouble) {
      const { drip: bytes, every } = trouble
      return withBody(await answer(), (body) => drip(body, bytes, every, hub.clock))
    }
    if ('delay' in trouble) await sleep(hub.clock, trouble.delay)
    else restart(hub, trouble.restart)
    return answer()
  }
  if (trouble === 'bad gateway') return badGateway()
  if (trouble === 'buffering') return withBody(await answer(), buffered)
  if (trouble === 'lost answer') await (await answer()).body?.cancel()
  throw connectionLost()
}

function insteadOfTheHub(
  hub: Hub,
  { request, url }: Incoming,
  { status, headers = {}, body }: Extract<Trouble, { readonly status: number }>,
): Response {
  const path = url.pathname.slice(hub.baseUrl.length - 1)
  const options = { status, headers: Object.entries(headers) }
  return respond(hub, request, path, replyWith(hub, body, options))
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
