import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { HubConfigError, HubConnectionError } from '../src/index.ts'
import { nodeTransport } from '../src/node/index.ts'
import type { ConnectionOptions } from '../src/node/index.ts'
import { makeCertificates } from './support/certificates.ts'
import { failure } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { shown } from './support/shown.ts'

const password = 'pr0xy-passw0rd'

/** A proxy as companies have them: passes requests on, and opens tunnels. */
async function serveProxy(pair = `ada:${password}`): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const allowed = `Basic ${Buffer.from(pair).toString('base64')}`
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (request.headers['proxy-authorization'] !== allowed) response.writeHead(407)
    response.end(JSON.stringify({ name: 'by proxy', token: request.headers.authorization }))
  })
  server.on('connect', ({ url = '', headers }, socket, head) => {
    asked.push(`CONNECT ${url}`)
    if (headers['proxy-authorization'] !== allowed) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const upstream = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    socket.on('error', () => upstream.destroy())
    upstream.on('error', () => socket.destroy())
  })
  return { url: `http://ada:${password}@127.0.0.1:${await listen(server)}`, asked }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const hubOf = (url: string, options: ConnectionOptions = {}) =>
  clientOf(url, { transport: nodeTransport(options) })

const variables = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']

beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const remote = 'http://hub.example.org'

describe('the node transport, through a proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy'])('that %s names', async (name) => {
    const proxy = await serveProxy()
    vi.stubEnv(name, proxy.url)
    expect(await hubOf(remote).whoami()).toMatchObject({ name: 'by proxy' })
    expect(proxy.asked).toEqual(['GET http://hub.example.org/hub/api/user'])
  })

  test('tunnels TLS, in which the token stays', async () => {
    const { ca, server, client } = makeCertificates()
    const strict = { ca, requestCert: true, rejectUnauthorized: true }
    const hub = createTlsServer({ ...server, ...strict }, ({ headers }, response) => {
      response.end(JSON.stringify({ name: headers.authorization }))
    })
    const port = await listen(hub)
    const proxy = await serveProxy()
    vi.stubEnv('HTTPS_PROXY', proxy.url)
    const transport = nodeTransport({ ca, ...client })
    const to = clientOf(`https://127.0.0.1:${port}`, { transport })
    expect(await to.whoami()).toEqual({ name: `token ${canary}` })
    expect(await to.whoami()).toEqual({ name: `token ${canary}` })
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT 127.0.0.1:${port}`]))
    await transport.close()
  })

  test.each([
    ['ada:', 'ada'],
    ['ada:', 'ada:'],
    ['žofie@lab:a%b', '%C5%BEofie%40lab:a%25b'],
  ])('shows it %s for %s', async (pair, inUrl) => {
    const proxy = await serveProxy(pair)
    const { ca, server } = makeCertificates()
    const hub = createTlsServer(server, (_, response) => response.end('{"name": "by tunnel"}'))
    const port = await listen(hub)
    const url = proxy.url.replace(`ada:${password}`, inUrl)
    expect(await hubOf(remote, { proxy: url }).whoami()).toMatchObject({ name: 'by proxy' })
    const secure = hubOf(`https://127.0.0.1:${port}`, { proxy: url, ca })
    expect(await secure.whoami()).toEqual({ name: 'by tunnel' })
  })

  test('but not where NO_PROXY says so, or `proxy: false`, or nothing names one', async () => {
    const proxy = await serveProxy()
    const url = await serve((_, response) => response.end('{"name": "direct"}'))
    expect(await hubOf(url).whoami()).toEqual({ name: 'direct' })
    vi.stubEnv('HTTP_PROXY', proxy.url)
    expect(await hubOf(url).whoami()).toMatchObject({ name: 'by proxy' })
    expect(await hubOf(url, { proxy: false }).whoami()).toEqual({ name: 'direct' })
    vi.stubEnv('NO_PROXY', 'other.example.org,127.0.0.1')
    expect(await hubOf(url).whoami()).toEqual({ name: 'direct' })
    expect(proxy.asked).toHaveLength(1)
  })

  test('that the options name, whatever the environment says', async () => {
    const proxy = await serveProxy()
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
    vi.stubEnv('NO_PROXY', '*')
    expect(await hubOf(remote, { proxy: proxy.url }).whoami()).toMatchObject({ name: 'by proxy' })
  })

  test('fails without the password in the error, where the proxy wants another', async () => {
    const proxy = await serveProxy()
    const url = proxy.url.replace(password, `wr0ng-${password}`)
    for (const address of [remote, 'https://hub.example.org']) {
      const error = await failure(HubConnectionError, hubOf(address, { proxy: url }).whoami())
      expect(error.message).toContain('407')
      expect(shown(error)).not.toContain(password)
    }
  })

  test.each([
    `ada:${password}@proxy.example.org`,
    `http://ada:${password}%@proxy.example.org`,
    `http://${password}%@proxy.example.org`,
  ])('fails without the password in the error, where the URL is none: %#', async (proxy) => {
    const hub = hubOf(remote, { proxy })
    const error = await failure(HubConfigError, hub.whoami())
    expect(error.message).toContain('the proxy must be like http://')
    expect(shown(error)).not.toContain(password)
  })

  test.each(['option', 'HTTPS_PROXY'])('fails where the %s names a SOCKS proxy', async (where) => {
    const proxy = `socks5://ada:${password}@127.0.0.1:9`
    if (where !== 'option') vi.stubEnv(where, proxy)
    const hub = hubOf('https://hub.example.org', where === 'option' ? { proxy } : {})
    const error = await failure(HubConfigError, hub.whoami())
    expect(error.message).toContain('SOCKS proxies are not supported')
    expect(shown(error)).not.toContain(password)
  })

  test('gets as many connections as there may be', async () => {
    const sockets = new Set<unknown>()
    const server = createServer((request, response) => {
      sockets.add(request.socket)
      setTimeout(() => response.end('{"name": "by proxy"}'), 5)
    })
    const proxy = `http://127.0.0.1:${await listen(server)}`
    const hub = hubOf('http://hub.test', { proxy, connections: 2 })
    await Promise.all(Array.from({ length: 20 }, () => hub.whoami()))
    expect(sockets.size).toBe(2)
    server.closeAllConnections()
  })

  test('but not where a SOCKS proxy is for others', async () => {
    const url = await serve((_, response) => response.end('{"name": "direct"}'))
    const socks = 'socks5://127.0.0.1:9'
    vi.stubEnv('HTTPS_PROXY', socks)
    expect(await hubOf(url).whoami()).toEqual({ name: 'direct' })
    vi.stubEnv('HTTP_PROXY', socks)
    const socket = await failure(HubConnectionError, hubOf('http+unix://%2Fnone.sock').whoami())
    expect(socket.message).toContain('ENOENT')
    const { hostname, port } = new URL(url)
    for (const list of [hostname, `a.example, ${hostname}:${port}`, '*', '.0.0.1']) {
      vi.stubEnv('NO_PROXY', list)
      expect(await hubOf(url).whoami()).toEqual({ name: 'direct' })
    }
    for (const list of [`${hostname}:1`, '27.0.0.1', 'a.example', '.']) {
      vi.stubEnv('NO_PROXY', list)
      await failure(HubConfigError, hubOf(url).whoami())
    }
  })

  test('shows the password in nothing that can be printed', async () => {
    const proxy = await serveProxy()
    const transport = nodeTransport({ proxy: proxy.url })
    const hub = clientOf(remote, { transport })
    await hub.whoami()
    expect(shown(transport)).not.toContain(password)
    expect(shown(hub)).not.toContain(password)
  })
})
