import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request that came to the origin. */
export interface Asked {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** A server that stands for the hub, where a test has to know every byte. */
export interface Origin extends AsyncDisposable {
  readonly url: string
  readonly asked: readonly Asked[]
}

/** Starts one that answers every request in the given way; with its path, unless told otherwise. */
export async function startOrigin(
  answer: (response: ServerResponse, asked: Asked) => void = (response, { url }) =>
    void response.end(url),
): Promise<Origin> {
  const asked: Asked[] = []
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url, rawHeaders: headers } = request
    const one = { method, url, headers, body: await buffer(request) }
    asked.push(one)
    response.sendDate = false
    answer(response, one)
  }
  const server = createServer((request, response) => void take(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** One that answers its first request with an event stream, which the test writes, and later ones at once. */
export async function startStream(): Promise<
  Origin & { readonly opened: Promise<ServerResponse> }
> {
  let open: ((stream: ServerResponse) => void) | undefined
  const opened = new Promise<ServerResponse>((resolve) => {
    open = resolve
  })
  let first = true
  const origin = await startOrigin((response) => {
    if (first) open?.(response.writeHead(200, { 'content-type': 'text/event-stream' }))
    else response.end()
    first = false
  })
  return { ...origin, opened }
}
