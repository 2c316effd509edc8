import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { startFaultProxy } from '../src/index.ts'
import type { CutPoint } from '../src/index.ts'
import { startOrigin, startStream } from './origin.ts'
import { ask, callRaw, sendRaw } from './raw-client.ts'

const kinds = [
  ['cut', 'end'],
  ['reset', 'ECONNRESET'],
] as const

describe.each(kinds)('an answer with the fault %s', (kind, ending) => {
  const line = 'HTTP/1.1 201 Created\r\n'
  const head = `${line}X-A: b\r\nContent-Length: 16\r\nConnection: close\r\n\r\n`
  const length = head.length + 16

  test.each<[CutPoint, number]>([
    [0, 0],
    [1, 1],
    [head.length - 1, head.length - 1],
    [head.length + 3, head.length + 3],
    [length - 1, length - 1],
    [length, length],
    [length + 1000, length],
    ['nothing', 0],
    ['in-status-line', 11],
    ['in-head', Math.floor((line.length + head.length) / 2)],
    ['after-head', head.length],
    ['in-body', head.length + 8],
    ['before-last-byte', length - 1],
  ])('at %s breaks off after %i bytes', async (at, count) => {
    await using origin = await startOrigin((response) => {
      response.writeHead(201, ['X-A', 'b', 'Content-Length', '16']).write('{"name":')
      // Nothing of it is given before all of it has come.
      setImmediate(() => response.end('"grace"}'))
    })
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({ method: 'POST' }, { kind, at })
    const request = ask('POST /users', ['Content-Length: 2'], '{}')
    expect(await callRaw(proxy.url, request)).toEqual({
      bytes: Buffer.from(`${head}{"name":"grace"}`.slice(0, count)),
      ending,
    })
    expect(origin.asked).toHaveLength(1)
    expect(proxy.exchanges).toMatchObject([{ status: 201, forwarded: 1, fault: { kind, at } }])
  })

  test('breaks off where a long one does', async () => {
    const body = Buffer.alloc(1_000_000, 'x')
    await using origin = await startOrigin((response) => void response.end(body))
    await using proxy = await startFaultProxy(origin.url)
    const whole = await callRaw(origin.url, ask('GET /'))
    proxy.inject({}, { kind, at: 'before-last-byte' })
    const { bytes, ending: end } = await callRaw(proxy.url, ask('GET /'))
    expect(bytes.equals(whole.bytes.subarray(0, -1))).toBe(true)
    expect(end).toBe(ending)
  })

  test('to HEAD has no body to break off in', async () => {
    await using origin = await startOrigin()
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind, at: 'in-body' })
    const whole = await callRaw(origin.url, ask('HEAD /'))
    expect(await callRaw(proxy.url, ask('HEAD /'))).toEqual({ ...whole, ending })
  })
})

describe.each(kinds)('a stream with the fault %s', (kind, ending) => {
  test.each<[CutPoint, RegExp]>([
    ['nothing', /^$/],
    ['in-status-line', /^HTTP\/1.1$/],
    ['after-head', /^HTTP.*\r\n\r\n$/s],
    ['in-body', /\n\n\r\nb\r\ndata:$/],
    [{ events: 1 }, /\r\n\r\n2\r\n\n\n\r\nb\r\ndata: one\n\n$/],
    [{ events: 1.5 }, /data: one\n\n\r\nb\r\ndata:$/],
    [{ events: 2 }, /data: one\n\n\r\nb\r\ndata: two\n\n$/],
  ])('at %j breaks off there, whether the hub goes on or not', async (at, received) => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind, at })
    const client = sendRaw(proxy.url, ask('GET /progress'))
    const stream = await origin.opened
    const closed = once(stream, 'close')
    for (const event of ['\n\n', 'data: one\n\n', 'data: two\n\n']) stream.write(event)
    expect(await client.ending).toBe(ending)
    expect(client.received().toString()).toMatch(received)
    await closed
    expect(stream.writableEnded).toBe(false)
    expect(origin.asked).toHaveLength(1)
  })

  test('is given as it comes until then', async () => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind, at: { events: 2 } })
    const client = sendRaw(proxy.url, ask('GET /progress'))
    const stream = await origin.opened
    stream.write('data: one\n\n')
    await client.until('data: one\n\n')
    stream.write('data: two\n\n')
    expect(await client.ending).toBe(ending)
    expect(client.received().toString()).toMatch(/data: two\n\n$/)
  })

  test.each<[CutPoint, RegExp]>([
    ['before-last-byte', /data: one\n\n\r\n0\r\n\r$/],
    [{ events: 2 }, /data: one\n\n\r\n0\r\n\r\n$/],
    [100_000, /data: one\n\n\r\n0\r\n\r\n$/],
  ])('at %j breaks off when the hub has ended it', async (at, received) => {
    await using origin = await startStream()
    await using proxy = await startFaultProxy(origin.url)
    proxy.inject({}, { kind, at })
    const client = sendRaw(proxy.url, ask('GET /progress'))
    const stream = await origin.opened
    stream.write('data: one\n\n')
    await client.until('data: one\n')
    stream.end()
    expect(await client.ending).toBe(ending)
    expect(client.received().toString()).toMatch(received)
  })
})
