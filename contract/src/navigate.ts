import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Fetch } from 'jupyterhub-client'

/**
 * Sends a request as a browser does for a link or a form, without following redirects. Node's own `fetch` always says
 * `Sec-Fetch-Mode: cors`, and hubs since 4.1 give no `_xsrf` cookie to that.
 */
export const navigate: Fetch = async (url, { method = 'GET', headers, body }) => {
  const message = new Request(url, { method, ...(headers && { headers }), ...(body && { body }) })
  const text = await message.text()
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, { method, headers: Object.fromEntries(message.headers) })
    outgoing.on('response', resolve).on('error', reject).end(text)
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
