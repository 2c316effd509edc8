import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startFaultProxy } from '../src/index.ts'
import type { FaultProxy } from '../src/index.ts'
import { eventually, over } from './eventually.ts'
import { startOrigin, startStream } from './origin.ts'
import { ask, callRaw, sendRaw } from './raw-client.ts'

const nothing = Buffer.alloc(0)
const passed = { method: 'POST', path: '/x', status: 201, forwarded: 1 }
const unheard = { method: 'POST', path: '/x', status: undefined, forwarded: 0 }
const post = ask('POST /x', ['Content-Length: 2'], '{}')
const create = (response: ServerResponse) => void response.writeHead(201).end('{"name":"ada"}')

describe('the fault', () => {
  test('delay: the request comes to the hub later', async () => {
    const start = performance.now()
    let came = start
    await using origin = await startOrigin((response) => {
      came = performance.now()
      create(response)
    })
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind: 'delay', ms: 80 })
    const { bytes } = await callRaw(proxy.url, post)
    // A timer may be a moment early.
    expect(came - start).toBeGreaterThan(75)
    expect(bytes.toString()).toContain('ada')
    expect(proxy.exchanges).toMatchObject([passed])
    expect(origin.asked).toHaveLength(1)
  })

  test('delay: the request of a client that has gone is not passed on', async () => {
    await using origin = await startOrigin(create)
    await using proxy = await startFaultProxy(origin.url)
    const injection = proxy.inject({}, { kind: 'delay', ms: 3_600_000 })
    const client = sendRaw(proxy.url, post)
    await eventually(() => expect(injection.struck).toBe(1))
    client.socket.destroy()
    await over(proxy)
    expect(proxy.exchanges).toMatchObject([unheard])
    expect(origin.asked).toEqual([])
  })

  test('delay-answer: the hub has answered before the client gets any of it', async () => {
    await using origin = await startOrigin(create)
    await using proxy = await startFaultProxy(origin.url)
    const injection = proxy.inject({}, { kind: 'delay-answer', ms: 3_600_000 })
    const client = sendRaw(proxy.url, post)
    await eventually(() => expect(proxy.exchanges[0]?.status).toBe(201))
    expect(client.received()).toEqual(nothing)
    client.socket.destroy()
    await over(proxy)
    injection.remove()
    proxy.inject({}, { kind: 'delay-answer', ms: 1 })
    expect(await callRaw(proxy.url, post)).toEqual(await callRaw(origin.url, post))
    expect(proxy.exchanges).toMatchObject([passed, passed])
  })

  test('refuse: a reset, and the hub knows nothing', async () => {
    await using origin = await startOrigin(create)
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind: 'refuse' })
    expect(await callRaw(proxy.url, post)).toEqual({ bytes: nothing, ending: 'ECONNRESET' })
    expect(proxy.exchanges).toMatchObject([{ ...unheard, fault: { kind: 'refuse' } }])
    expect(origin.asked).toEqual([])
  })

  test('drop-answer: no byte, and the hub has answered', async () => {
    await using origin = await startOrigin(create)
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind: 'drop-answer' })
    expect(await callRaw(proxy.url, post)).toEqual({ bytes: nothing, ending: 'end' })
    expect(proxy.exchanges).toMatchObject([{ ...passed, fault: { kind: 'drop-answer' } }])
    expect(origin.asked).toHaveLength(1)
  })

  test.each([
    [502, false, 'Bad Gateway'],
    [503, true, 'Service Temporarily Unavailable'],
    [504, true, 'Gateway Time-out'],
  ] as const)('page: that of nginx for %i, passed on: %s', async (status, forwarded, words) => {
    await using origin = await startOrigin(create)
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind: 'page', status, forwarded })
    const { bytes, ending } = await callRaw(proxy.url, post)
    const [head = '', body] = bytes.toString().split('\r\n\r\n')
    const title = `${status} ${words}`
    expect(head.replace(/(?<=Date: ).*/, 'now').split('\r\n')).toEqual([
      `HTTP/1.1 ${title}`,
      'Server: nginx/1.24.0',
      'Date: now',
      'Content-Type: text/html',
      `Content-Length: ${body?.length}`,
      'Connection: close',
    ])
    expect(body).toBe(
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n`,
    )
    expect(ending).toBe('end')
    expect(proxy.exchanges).toMatchObject([forwarded ? passed : unheard])
    expect(origin.asked).toHaveLength(forwarded ? 1 : 0)
  })

  test('buffer: a stream comes once the hub has ended it, whole', async () => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({ path: /progress/, times: 1 }, { kind: 'buffer' })
    const client = sendRaw(proxy.url, ask('GET /progress'))
    const stream = await origin.opened
    let ended = false
    const endedAtFirst = once(client.socket, 'data').then(() => ended)
    for (const event of ['\n\n', 'data: one\n\n', 'data: two\n\n']) {
      stream.write(event)
      // By the time that a later request has been answered, the event would have come.
      await callRaw(proxy.url, ask('GET /later'))
      expect(client.received()).toEqual(nothing)
    }
    ended = true
    stream.end()
    expect(await endedAtFirst).toBe(true)
    expect(await client.ending).toBe('end')
    expect(client.received().toString()).toMatch(
      /^HTTP\/1.1 200 OK\r\n[^]*\n\ndata: one\n\ndata: two\n\n\r\n0\r\n\r\n$/,
    )
  })
})

describe('a fault strikes', () => {
  const statuses = async (proxy: FaultProxy, lines: string[]): Promise<number[]> => {
    const answers = []
    for (const line of lines) answers.push((await callRaw(proxy.url, ask(line))).bytes)
    return answers.map((bytes) => Number(bytes.toString().split(' ')[1]))
  }
  const page = { kind: 'page', status: 502, forwarded: false } as const

  test('the first request that matches, and no other', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    const injection = proxy.inject({ method: 'DELETE', path: /^\/users\/.*x=1/g }, page)
    const lines = [
      'GET /users/a?x=1',
      'DELETE /a?x=1',
      'DELETE /users/a?x=1',
      'DELETE /users/a?x=1',
    ]
    expect(await statuses(proxy, lines)).toEqual([200, 200, 502, 200])
    expect(injection.struck).toBe(1)
    expect(proxy.exchanges.map(({ fault }) => fault?.kind)).toEqual([
      ...[undefined, undefined, 'page', undefined],
    ])
  })

  test('as many as it is to, after as many as it is to let pass', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    const injection = proxy.inject({ skip: 2, times: 3 }, page)
    const lines = Array.from({ length: 7 }, () => 'GET /')
    expect(await statuses(proxy, lines)).toEqual([200, 200, 502, 502, 502, 200, 200])
    expect(injection.struck).toBe(3)
  })

  test('until it is removed, and the one behind it after that', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    const first = proxy.inject({ times: Infinity }, page)
    const second = proxy.inject({ skip: 1 }, { ...page, status: 504 })
    const three = ['GET /', 'GET /', 'GET /']
    expect(await statuses(proxy, three)).toEqual([502, 502, 502])
    first.remove()
    expect(await statuses(proxy, three)).toEqual([200, 504, 200])
    expect([first.struck, second.struck]).toEqual([3, 1])
  })
})
