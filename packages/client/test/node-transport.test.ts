import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  HubConfigError,
  HubConnectionError,
  HubProtocolError,
  HubTimeoutError,
} from '../src/index.ts'
import type { Middleware } from '../src/index.ts'
import { JupyterHub, nodeTransport } from '../src/node/index.ts'
import type { ConnectionOptions } from '../src/node/index.ts'
import { failure, reasonOf, thrown } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { signalled } from './support/signalled.ts'

const hubOf = (url: string, options: ConnectionOptions = {}) =>
  clientOf(url, { transport: nodeTransport(options) })

/** Serves, and counts the connections that were made and those that are open. */
async function serveCounted(listener: RequestListener) {
  const server = createServer(listener)
  const count = { made: 0, open: 0 }
  server.on('connection', (socket) => {
    count.made += 1
    count.open += 1
    socket.on('close', () => (count.open -= 1))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count, server }
}

/** The ports of two hubs, 1234 and 12340, which tell them as the names of their users. */
async function servePortsThatBeginAlike(): Promise<readonly [short: number, long: number]> {
  const listening = async (port: number) => {
    const server = createServer((_, response) => response.end(JSON.stringify({ name: `${port}` })))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    server.listen(port, '127.0.0.1')
    return once(server, 'listening').then(
      () => true,
      () => false,
    )
  }
  for (let short = 2000; short < 6500; short += 1) {
    if ((await listening(short)) && (await listening(short * 10))) return [short, short * 10]
  }
  throw new Error('all ports are taken')
}

/** An address at which nobody listens until later. */
async function closedServer() {
  const server = createServer(ada)
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${port}`, server: { listenAgain: () => listen(port) } }
}

const ada: RequestListener = (_, response) => response.end('{"name": "ada"}')

/** Answers with what was sent. */
const echo: RequestListener = (request, response) => {
  const { method, url: path, headers } = request
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => response.end(JSON.stringify({ method, path, headers, body })))
}

describe('the node transport', () => {
  test('sends what the client says, and of its own only what it can decode', async () => {
    const url = await serve(echo)
    const hub = hubOf(url)
    const body = { name: 'ü' }
    const { headers, ...sent } = await hub.request<{ headers: Record<string, string> }>({
      method: 'PATCH',
      path: '/users/Zo%C3%AB%2F1',
      body,
    })
    expect(sent).toEqual({
      method: 'PATCH',
      path: '/hub/api/users/Zo%C3%AB%2F1',
      body: JSON.stringify(body),
    })
    expect(Object.keys(headers).toSorted()).toEqual([
      ...['accept', 'accept-encoding', 'authorization', 'connection', 'content-length'],
      ...['content-type', 'host', 'user-agent'],
    ])
    expect(headers).toMatchObject({
      'accept-encoding': 'gzip, deflate, br',
      authorization: `token ${canary}`,
    })
    const changed = hub.with({ headers: { 'accept-encoding': 'identity' } })
    expect(await changed.whoami()).toMatchObject({ headers: { 'accept-encoding': 'identity' } })
  })

  test('sends odd paths as fetch does', async () => {
    const url = await serve((request, response) => response.end(JSON.stringify(request.url)))
    for (const path of ['/a"<b>`{c}|^d', "/it's/%2F%20", '/a//b/;c=1,2:3@!$&()*+~']) {
      const byNode = await hubOf(url).request({ path, query: { q: "a'b {c}" } })
      const byFetch = await clientOf(url, { fetch }).request({ path, query: { q: "a'b {c}" } })
      expect(byNode).toBe(byFetch)
    }
  })

  test('tells hubs apart whose URLs begin alike', async () => {
    const [short, long] = await servePortsThatBeginAlike()
    const transport = nodeTransport()
    for (const port of [short, long, short, long, long, short]) {
      const hub = clientOf(`http://127.0.0.1:${port}`, { transport })
      expect(await hub.whoami()).toEqual({ name: `${port}` })
    }
  })

  test('keeps connections, and reuses them', async () => {
    const { url, count } = await serveCounted(ada)
    const hub = hubOf(url)
    for (let call = 0; call < 100; call += 1) await hub.whoami()
    expect(count.made).toBeLessThanOrEqual(2)
  })

  test('makes as many connections as it may, and has the rest wait', async () => {
    const { url, count } = await serveCounted(ada)
    const hub = hubOf(url, { connections: 3 })
    const calls = Array.from({ length: 60 }, () => hub.whoami())
    expect(await Promise.all(calls)).toHaveLength(60)
    expect(count.made).toBe(3)
  })

  test('tells each call that waits for a connection when none can be made, and makes one later', async () => {
    const { url, server } = await closedServer()
    const hub = hubOf(url, { connections: 1 }).with({ retries: 0 })
    const calls = Array.from({ length: 5 }, () => failure(HubConnectionError, hub.whoami()))
    expect(await Promise.all(calls)).toHaveLength(5)
    await server.listenAgain()
    expect(await hub.whoami()).toEqual({ name: 'ada' })
  })

  test('makes the next call on the connection that was used last', async () => {
    const ports: unknown[] = []
    const { url, count } = await serveCounted((request, response) => {
      ports.push(request.socket.remotePort)
      response.end('{"name": "ada"}')
    })
    const hub = hubOf(url)
    await Promise.all(Array.from({ length: 8 }, () => hub.whoami()))
    const [last] = ports.slice(-1)
    for (let call = 0; call < 5; call += 1) await hub.whoami()
    expect(ports.slice(8)).toEqual(Array.from({ length: 5 }, () => last))
    expect(count.made).toBe(8)
  })

  test('is closed though it was asked for what it cannot send', async () => {
    const transport = nodeTransport()
    await expect(transport.fetch('ftp://hub.example.org/x', {})).rejects.toThrow('Invalid URL')
    await transport.close()
  })

  test('ends no connection for calls whose time was up before they had one', async () => {
    const asked = signalled()
    const { url, count } = await serveCounted((request, response) => {
      if (request.url?.endsWith('/slow')) asked.resolve()
      else response.end('{"name": "ada"}')
    })
    const hub = hubOf(url, { connections: 1 })
    const controller = new AbortController()
    const slow = reasonOf(hub.users.get('slow', { signal: controller.signal }))
    await asked.promise
    const queued = Array.from({ length: 20 }, () =>
      failure(HubTimeoutError, hub.whoami({ timeout: 5 })),
    )
    await Promise.all(queued)
    controller.abort()
    await slow
    expect(await hub.whoami()).toEqual({ name: 'ada' })
    expect(count.made).toBe(2)
  })

  test.each([['enough'], [undefined], [{ why: 'the user left' }]])(
    'has a fetch that rejects with the reason of the abort: %j',
    async (reason) => {
      const controller = new AbortController()
      const { signal } = controller
      const asked = signalled()
      const url = await serve(asked.resolve)
      const transport = nodeTransport()
      const early = AbortSignal.abort(reason)
      const rejected = reasonOf(transport.fetch(url, { signal }))
      await asked.promise
      controller.abort(reason)
      expect(await rejected).toBe(signal.reason)
      expect(await reasonOf(transport.fetch(url, { signal: early }))).toBe(early.reason)
    },
  )

  test('lets an idle connection go after a while', async () => {
    const { url, count, server } = await serveCounted(ada)
    // Otherwise the server says for how long it keeps them, and that counts.
    server.keepAliveTimeout = 0
    const hub = hubOf(url, { keepAliveTimeout: 100 })
    await hub.whoami()
    await expect.poll(() => count.open, { timeout: 15_000 }).toBe(0)
  })

  test('keeps a connection after an error, a redirect and an empty answer', async () => {
    const { url, count } = await serveCounted(({ url: path = '' }, response) => {
      if (path.endsWith('/none')) response.writeHead(404).end('{"message": "no such user"}')
      else if (path.endsWith('/moved')) response.writeHead(302, { location: '/x' }).end('moved')
      else response.writeHead(204).end()
    })
    const hub = hubOf(url, { connections: 1 })
    for (let round = 0; round < 5; round += 1) {
      await expect(hub.users.get('none')).rejects.toThrow('no such user')
      const error = await failure(HubProtocolError, hub.users.get('moved'))
      expect(error.message).toContain('redirected to /x')
      await hub.users.delete('ada')
    }
    expect(count.made).toBe(1)
  })

  test('ends the connection of an error whose body is endless', async () => {
    let ended = 0
    const url = await serve((_, response) => {
      response.on('close', () => (ended += 1))
      response.writeHead(500)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    await expect(hubOf(url).whoami()).rejects.toThrow('500')
    await expect.poll(() => ended).toBe(1)
  })

  test('passes over what comes before the answer', async () => {
    const url = await serve((_, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' })
      response.end('{"name": "ada"}')
    })
    expect(await hubOf(url).whoami()).toEqual({ name: 'ada' })
  })

  test('can be closed, and says so to whoever uses it afterwards', async () => {
    const { url, count } = await serveCounted(ada)
    const transport = nodeTransport()
    const hub = clientOf(url, { transport })
    const call = hub.whoami()
    await hub.whoami()
    await transport.close()
    await transport.close()
    expect(await call).toEqual({ name: 'ada' })
    expect((await failure(HubConfigError, hub.whoami())).message).toBe('the transport is closed')
    await expect.poll(() => count.open).toBe(0)
  })

  test('takes the place of fetch, and fetch its place', async () => {
    const url = await serve(ada)
    const transport = nodeTransport()
    const both = { url, token: canary, transport, fetch }
    expect(thrown(HubConfigError, () => new JupyterHub(both)).message).toContain('not both')
    const asked: string[] = []
    const hub = new JupyterHub({ url, token: canary }).with({
      fetch: (address, init) => {
        asked.push(address)
        return fetch(address, init)
      },
    })
    await hub.whoami()
    await hub.with({ transport }).whoami()
    expect(asked).toEqual([`${url}/hub/api/user`])
  })

  test('is loaded when it is used, and tells the name of a host that is not there', async () => {
    const hub = hubOf('http://nobody.invalid')
    const error = await failure(HubConnectionError, hub.whoami())
    expect(error.message).toMatch(/could not reach the hub: getaddrinfo (ENOTFOUND|EAI_AGAIN)/)
  })
})

describe('middleware over the node transport', () => {
  test('gets a Response as fetch gives it', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, 'Fine', [
        ['content-type', 'application/json'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ] as never)
      response.end('{"name": "ada"}')
    })
    const seen: unknown[] = []
    const look: Middleware = async (request, next) => {
      const response = await next(request)
      const { status, statusText, ok, headers, bodyUsed } = response
      const copy = await response.clone().json()
      const cookies = headers.getSetCookie()
      const isResponse = response instanceof Response
      seen.push({ url: response.url, status, statusText, ok, bodyUsed, copy, cookies, isResponse })
      return response
    }
    const options = { middleware: [look] }
    const byNode = await hubOf(url).with(options).whoami()
    const byFetch = await clientOf(url, { fetch }).with(options).whoami()
    expect(byNode).toEqual(byFetch)
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]).toMatchObject({ isResponse: true, cookies: ['a=1', 'b=2'] })
  })

  test('may answer in its place, ask twice, and leave a body unread', async () => {
    let requests = 0
    let cut = 0
    const url = await serve((_, response) => {
      requests += 1
      if (requests > 1) response.end('{"name": "ada"}')
      else response.on('close', () => (cut += 1)).write('endless')
    })
    const twice: Middleware = async (request, next) => {
      const { body } = await next(request)
      await body?.cancel()
      return next(request)
    }
    const hub = hubOf(url)
    expect(await hub.with({ middleware: [twice] }).whoami()).toMatchObject({ name: 'ada' })
    await expect.poll(() => [requests, cut]).toEqual([2, 1])
    const own: Middleware = async () => Response.json({ name: 'own' })
    expect(await hub.with({ middleware: [own] }).whoami()).toEqual({ name: 'own' })
  })

  test('follows a stream of events', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"progress": 10}\n\n')
      response.end('data: {"progress": 100, "ready": true}\n\n')
    })
    const pass: Middleware = (request, next) => next(request)
    const events = []
    const hub = hubOf(url).with({ middleware: [pass] })
    for await (const event of hub.servers.progress('ada')) events.push(event.progress)
    expect(events).toEqual([10, 100])
  })
})
