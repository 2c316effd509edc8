import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFaultProxy, startHub } from '../src/index.ts'
import type { FaultProxy, RunningHub } from '../src/index.ts'
import { eventually, over } from './eventually.ts'
import { startOrigin, startStream } from './origin.ts'
import { ask, callRaw, sendRaw } from './raw-client.ts'

const nothing = Buffer.alloc(0)
const everyByte = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))

describe('without a fault', () => {
  test.each<[string, string, (response: ServerResponse) => void]>([
    ['with a body of many bytes', 'GET', (to) => to.end(everyByte)],
    [
      'without a body',
      'DELETE',
      (to) => to.writeHead(204, { 'x-jupyterhub-version': '5.5.1' }).end(),
    ],
    ['that says that nothing has changed', 'GET', (to) => to.writeHead(304, { etag: '"x"' }).end()],
    ['to HEAD', 'HEAD', (to) => to.writeHead(200, { 'content-length': 12 }).end()],
    [
      'in chunks',
      'GET',
      (to) => to.writeHead(200, { 'transfer-encoding': 'chunked' }).end('chunk'),
    ],
    [
      'with odd headers and words of its own',
      'POST',
      (to) =>
        to
          .writeHead(429, 'Slow Down', [
            'Set-Cookie',
            'a=1',
            'RETRY-after',
            '7',
            'set-cookie',
            'b=é',
          ])
          .end('{}'),
    ],
  ])('an answer %s is the same to the byte', async (_, method, answer) => {
    await using origin = await startOrigin(answer)
    await using proxy = await startFaultProxy(origin.url)
    const request = ask(`${method} /`)
    const direct = await callRaw(origin.url, request)
    expect(await callRaw(proxy.url, request)).toEqual(direct)
    expect(direct.bytes.length).toBeGreaterThan(20)
  })

  test.each<[string, Buffer]>([
    ['GET', ask('GET /hub/api/users/a%2Fb?x=%20&y', ['X-oDD: é', 'x-odd: two'])],
    ['POST of many bytes', ask('POST /', [`Content-Length: ${everyByte.length}`], everyByte)],
    ['POST without a body', ask('POST /', ['Content-Length: 0'])],
    ['DELETE with a body', ask('DELETE /', ['content-length: 15'], '{"remove":true}')],
    [
      'PATCH in chunks',
      ask('PATCH /', ['transfer-encoding: chunked'], '2\r\nab\r\n1\r\nc\r\n0\r\n\r\n'),
    ],
  ])('a request is the same: %s', async (_, request) => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    await callRaw(origin.url, request)
    await callRaw(proxy.url, request)
    const [direct, proxied] = origin.asked
    expect(proxied).toEqual(direct)
    expect(proxy.exchanges).toMatchObject([{ status: 200, forwarded: 1, fault: undefined }])
  })

  test('a connection serves many requests, of whom the hub sees each once', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(`${origin.url}pfx/`)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const path of ['a', 'b', 'c']) {
      const request = get(proxy.url + path, { agent })
      const [answer] = (await once(request, 'response')) as [IncomingMessage]
      expect(await text(answer)).toBe(`/pfx/${path}`)
      expect(request.reusedSocket).toBe(path !== 'a')
    }
    agent.destroy()
    expect(origin.asked.map(({ url }) => url)).toEqual(['/pfx/a', '/pfx/b', '/pfx/c'])
    expect(proxy.exchanges.map(({ path }) => path)).toEqual(['/pfx/a', '/pfx/b', '/pfx/c'])
  })

  test('each event of a stream comes before the next is sent, and its head before the first', async () => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    const client = sendRaw(proxy.url, ask('GET /'))
    const stream = await origin.opened
    stream.flushHeaders()
    await client.until('\r\n\r\n')
    for (const event of ['\n\n', 'data: one\n\n', 'data: two\n\n']) {
      stream.write(event)
      await client.until(event)
    }
    stream.end()
    expect(await client.ending).toBe('end')
    expect(client.received().toString()).toMatch(/data: two\n\n\r\n0\r\n\r\n$/)
  })

  test('a client that goes ends its request at the hub', async () => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    const client = sendRaw(proxy.url, ask('GET /'))
    const stream = await origin.opened
    stream.write('data: one\n\n')
    await client.until('data: one')
    client.socket.destroy()
    await once(stream, 'close')
    await over(proxy)
    expect(proxy.exchanges).toMatchObject([{ forwarded: 1, status: 200 }])
  })

  test('a request that never came whole is not passed on', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    const client = sendRaw(proxy.url, ask('POST /', ['Content-Length: 100'], '{"half":'))
    await eventually(() => expect(proxy.exchanges).toHaveLength(1))
    client.socket.destroy()
    await over(proxy)
    expect(proxy.exchanges).toMatchObject([{ forwarded: 0, status: undefined }])
    expect(origin.asked).toEqual([])
  })

  test('a hub that breaks off is a connection that ends', async () => {
    await using origin = await startOrigin((response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('half', () => response.destroy())
    })
    await using proxy = await startFaultProxy(origin.url)
    const direct = await callRaw(origin.url, ask('GET /'))
    expect(direct.bytes.toString()).toMatch(/half$/)
    expect(await callRaw(proxy.url, ask('GET /'))).toEqual(direct)
  })

  test('a hub that is not there is a connection that is reset', async () => {
    const origin = await startOrigin()
    await origin[Symbol.asyncDispose]()
    await using proxy = await startFaultProxy(origin.url)
    expect(await callRaw(proxy.url, ask('GET /'))).toEqual({ bytes: nothing, ending: 'ECONNRESET' })
    expect(proxy.exchanges).toMatchObject([{ status: undefined, forwarded: 0 }])
  })
})

describe('before a real hub', () => {
  let hub: RunningHub
  let proxy: FaultProxy
  beforeAll(async () => {
    hub = await startHub({ version: '5.5.1', baseUrl: '/pfx/', seeded: false })
    proxy = await startFaultProxy(hub.url)
  }, 300_000)
  afterAll(async () => {
    await proxy.stop()
    await hub.stop()
  })

  const call = (base: string, method: string, path: string, body?: object): Promise<Response> => {
    const headers = { authorization: `token ${hub.adminToken}` }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    return fetch(`${base}hub/api${path}`, init)
  }
  const isReady = async (user: string): Promise<boolean | undefined> => {
    const model = await (await call(hub.url, 'GET', `/users/${user}`)).json()
    return (model as { servers: Record<string, { ready: boolean }> }).servers['']?.ready
  }

  test('a progress stream comes live', async () => {
    await call(proxy.url, 'POST', '/users/never', {})
    expect(
      (await call(proxy.url, 'POST', '/users/never/server', { spawner: 'never' })).status,
    ).toBe(202)
    const answer = await call(proxy.url, 'GET', '/users/never/server/progress')
    expect(answer.headers.get('x-jupyterhub-version')).toBe('5.5.1')
    const events = answer.body?.pipeThrough(new TextDecoderStream()) ?? []
    let seen = ''
    for await (const piece of events) {
      seen += piece
      // This server never comes up, so the stream has not ended.
      if (seen.includes('Starting container')) break
    }
    expect(seen).toMatch(/^\n\ndata: .*Requested resources.*Pulling image/s)
    expect(await isReady('never')).toBe(false)
    await over(proxy)
  })

  test('a buffered one comes whole, when the server is up', async () => {
    proxy.inject({ path: /progress$/ }, { kind: 'buffer' })
    await call(proxy.url, 'POST', '/users/slow', {})
    expect((await call(proxy.url, 'POST', '/users/slow/server', { spawner: 'slow' })).status).toBe(
      202,
    )
    const answer = await call(proxy.url, 'GET', '/users/slow/server/progress')
    // Without the fault the head would have come while the server was starting.
    expect(await isReady('slow')).toBe(true)
    expect(await answer.text()).toMatch(/^\n\ndata: .*Pulling image.*"ready": true.*\n\n$/s)
  })

  test('a user whose creation got no answer is there, once', async () => {
    const injection = proxy.inject({ method: 'POST', path: /users/ }, { kind: 'drop-answer' })
    await expect(call(proxy.url, 'POST', '/users/grace', {})).rejects.toThrow('fetch failed')
    expect(injection.struck).toBe(1)
    expect(proxy.exchanges.filter(({ path }) => path.endsWith('/users/grace'))).toMatchObject([
      { method: 'POST', status: 201, forwarded: 1 },
    ])
    const users = (await (await call(proxy.url, 'GET', '/users')).json()) as { name: string }[]
    expect(users.filter(({ name }) => name === 'grace')).toHaveLength(1)
    expect((await call(proxy.url, 'POST', '/users/grace', {})).status).toBe(409)
  })
})
