import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Fetch } from 'jupyterhub-client'

/**
 * Sends a request as a browser does for a link or a form, without following redirects. Node's own `fetch` always says
 * `Sec-Fetch-Mode: cors`, and hubs since 4.1 give no `_xsrf` cookie to that. A GET, too, may have a body.
 */
export const navigate: Fetch = async (url, init) => {
  const { headers, body } = await messageOf(url, init)
  const { method = 'GET' } = init
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, { method, headers: Object.fromEntries(headers) })
    // Node does not say by itself how long the body of a GET is.
    if (body !== '') outgoing.setHeader('content-length', Buffer.byteLength(body))
    outgoing.on('response', resolve).on('error', reject).end(body)
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array)
  const { statusCode: status = 0, rawHeaders } = incoming
  const pairs = rawHeaders.flatMap((name, index, { [index + 1]: value = '' }) =>
    index % 2 === 0 ? [[name, value] as [string, string]] : [],
  )
  const content = [204, 304].includes(status) ? null : Buffer.concat(chunks)
  return new Response(content, { status, headers: pairs })
}

/** The same for a hub in this process, which takes requests as they are. */
export const navigateWithin =
  (fetch: (request: Request) => Promise<Response>): Fetch =>
  async (url, init) => {
    const { headers, body } = await messageOf(url, init)
    const { method = 'GET' } = init
    if (method !== 'GET') return fetch(new Request(url, { method, headers, body }))
    const bytes = new TextEncoder().encode(body)
    const message = new Request(url, { headers })
    // No `Request` has a body with GET by itself.
    Object.defineProperty(message, 'arrayBuffer', { value: async () => bytes.buffer })
    return fetch(message)
  }

/** Headers and body of a request, with the type that goes with a form. */
async function messageOf(
  url: string,
  { headers, body }: RequestInit,
): Promise<{ headers: Headers; body: string }> {
  // With any method but GET, to which a body is forbidden here.
  const message = new Request(url, {
    method: 'POST',
    ...(headers && { headers }),
    ...(body && { body }),
  })
  const isText = typeof body === 'string' && new Headers(headers).get('content-type') === null
  if (isText) message.headers.delete('content-type')
  return { headers: message.headers, body: await message.text() }
}
