/**
 * Serves requests on loopback, on any free port if it is 0.
 *
 * @throws Error where there is no server of Node's, as in a browser.
 */
export async function listen(serve, port) {
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    void answer(serve, incoming, outgoing)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const { port: taken } = server.address()
  return { url: `http://127.0.0.1:${taken}/`, close, [Symbol.asyncDispose]: close }
}
/** Not imported, so that bundlers for browsers have nothing to look for. */
function nodeHttp() {
  const { process } = globalThis
  const http = process?.getBuiltinModule?.('node:http')
  if (http !== undefined) return http
  throw new Error('listen needs Node, Bun or Deno; where there are none, use the fetch of the hub')
}
async function answer(serve, incoming, outgoing) {
  try {
    const response = await serve(await requestOf(incoming))
    outgoing.writeHead(response.status, headersOf(response))
    if (response.body === null) outgoing.end()
    else await send(response.body, outgoing)
  } catch {
    // What ends without an answer, as when the proxy has gone, ends the connection.
    if (outgoing.headersSent) incoming.socket.destroySoon()
    else incoming.socket.destroy()
  }
}
async function requestOf(incoming) {
  const headers = new Headers()
  const { rawHeaders, method = 'GET', url = '/' } = incoming
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  }
  const chunks = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const target = new URL(url, `http://${incoming.headers.host ?? 'localhost'}`)
  return makeRequest(target, method, headers, body)
}
/** A request may have a body with any method on the wire, but no `Request` has one with GET. */
function makeRequest(url, method, headers, body) {
  const bodiless = body.length === 0
  if (bodiless || !['GET', 'HEAD'].includes(method)) {
    return new Request(url, { method, headers, ...(!bodiless && { body: new Uint8Array(body) }) })
  }
  const request = new Request(url, { method, headers })
  const copy = new Uint8Array(body)
  Object.defineProperty(request, 'arrayBuffer', { value: async () => copy.buffer })
  return request
}
/** Cookies come in a header each. */
function headersOf({ headers }) {
  const entries = [...headers].filter(([name]) => name !== 'set-cookie')
  return [...entries, ...headers.getSetCookie().map((value) => ['set-cookie', value])]
}
async function send(body, outgoing) {
  const reader = body.getReader()
  const gone = new Promise((resolve) => outgoing.once('close', resolve))
  void gone.then(() => reader.cancel().catch(() => {}))
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (outgoing.write(value)) continue
    await Promise.race([gone, new Promise((resolve) => outgoing.once('drain', resolve))])
  }
  outgoing.end()
}
//# sourceMappingURL=listen.js.map
