import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import type { buildConnector } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HubConnectionError } from '../src/index.ts'
import type { Middleware } from '../src/index.ts'
import { plainConnector } from '../src/node/connect.ts'
import { nodeTransport } from '../src/node/index.ts'
import { failure } from './support/failure.ts'
import { clientOf, serveRaw } from './support/serve.ts'

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const hubOf = (url: string) => clientOf(url, { transport: nodeTransport() })
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Reads a body with a pause after each part, so that more comes than is read. */
async function readSlowly({ body }: Response, pauseMs: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of body ?? []) {
    parts.push(part)
    await sleep(pauseMs)
  }
  return Buffer.concat(parts)
}

describe('a connection of the node transport', () => {
  test.each([
    ['by its length', (bytes: Buffer) => `Content-Length: ${bytes.length}\r\n\r\n`],
    ['by the end of the connection', () => 'Connection: close\r\n\r\n'],
  ])('hands on every byte in its order to who reads slowly, ended %s', async (_, framing) => {
    const bytes = randomBytes(3_000_000)
    const url = await serveRaw((socket) => {
      socket.write(head + framing(bytes))
      socket.end(bytes)
    })
    const response = await nodeTransport().fetch(`${url}/`, {})
    await sleep(100)
    expect(digest(await readSlowly(response, 1))).toBe(digest(bytes))
  })

  const sizes = [250_000, 262_000, 270_000, 300_000, 322_000, 330_000, 424_000, 795_000]
  test.each([
    ['gzip', 'by its length', 0],
    ['gzip', 'by the end of the connection', 0],
    ['plain', 'by its length', 50],
    ['plain', 'by the end of the connection', 50],
    ['gzip', 'by the end of the connection', 50],
  ])('gives a body that is %s and ended %s, and all there before %i ms', async (kind, end, ms) => {
    for (const size of [...sizes, ...sizes]) {
      const text = JSON.stringify({ padding: randomBytes(size * 0.74).toString('base64') })
      const body = kind === 'gzip' ? gzipSync(text) : Buffer.from(text)
      const encoding = kind === 'gzip' ? 'Content-Encoding: gzip\r\n' : ''
      const framing =
        end === 'by its length' ? `Content-Length: ${body.length}` : 'Connection: close'
      const url = await serveRaw((socket) => {
        socket.end(Buffer.concat([Buffer.from(`${head}${encoding}${framing}\r\n\r\n`), body]))
      })
      const late: Middleware = async (request, next) => {
        const response = await next(request)
        await sleep(ms)
        return response
      }
      const hub = hubOf(url).with({ middleware: ms > 0 ? [late] : [] })
      expect(JSON.stringify(await hub.whoami())).toBe(text)
    }
  })

  test('gives bytes that are nobody else’s', async () => {
    const url = await serveRaw((socket) => {
      socket.write(`${head}Content-Length: 12\r\n\r\n{"name":"a"}`)
    })
    const { body } = await nodeTransport().fetch(`${url}/`, {})
    const chunk = (await body?.getReader().read())?.value
    expect([chunk?.length, chunk?.buffer.byteLength]).toEqual([12, 12])
  })

  test('goes on after it has waited for who reads, and serves the next request', async () => {
    const bytes = randomBytes(2_000_000)
    const sockets = new Set<Socket>()
    const url = await serveRaw((socket) => {
      sockets.add(socket)
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      socket.write(bytes)
    })
    const transport = nodeTransport()
    for (let request = 0; request < 4; request += 1) {
      const response = await transport.fetch(`${url}/`, {})
      await sleep(50)
      expect(digest(await readSlowly(response, request % 2))).toBe(digest(bytes))
    }
    expect(sockets.size).toBe(1)
  })

  test('keeps its bytes apart from those of others', async () => {
    const url = await serveRaw((socket, request) => {
      const [, name = ''] = /users\/(\w+)/.exec(request) ?? []
      const text = JSON.stringify({ name, padding: name.repeat(Number(name.slice(1)) * 40) })
      socket.write(`${head}Content-Length: ${text.length}\r\n\r\n${text.slice(0, 20)}`)
      setImmediate(() => socket.write(text.slice(20)))
    })
    const hub = hubOf(url)
    const names = Array.from({ length: 200 }, (_, number) => `u${number}`)
    const users = await Promise.all(names.map((name) => hub.users.get(name)))
    for (const [number, user] of users.entries()) {
      const name = names[number] ?? ''
      expect(user).toEqual({ name, padding: name.repeat(number * 40) })
    }
  })

  test('understands an answer that comes byte by byte', async () => {
    const chunks = '3\r\n{"n\r\nb\r\name": "ü"}\r\n0\r\n\r\n'
    const bytes = Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n${chunks}`)
    const url = await serveRaw((socket) => void sendByteByByte(socket, bytes))
    expect(await hubOf(url).whoami()).toEqual({ name: 'ü' })
  })

  test('on which more comes than was asked for is used no more', async () => {
    let connections = 0
    const url = await serveRaw((socket) => {
      connections += 1
      socket.write(`${head}Content-Length: 2\r\n\r\n{}`)
      setTimeout(() => socket.write(`${head}Content-Length: 9\r\n\r\n{"evil":1}`), 20)
    })
    const hub = hubOf(url)
    expect(await hub.whoami()).toEqual({})
    await sleep(60)
    expect(await hub.whoami()).toEqual({})
    expect(connections).toBe(2)
  })

  test('gives what came first before what came next, whenever it is read', async () => {
    const { socket, server } = await rawConnection()
    let isReading = false
    const read: Buffer[] = []
    socket.on('readable', () => {
      if (isReading) read.push(...readAll(socket))
    })
    server.write('first')
    await sleep(50)
    isReading = true
    server.write('next')
    await sleep(50)
    expect(String(Buffer.concat(read))).toBe('firstnext')
  })

  test('has the sender wait when nobody reads at all', async () => {
    const { socket, server } = await rawConnection()
    const bytes = randomBytes(20_000_000)
    const sent = new Promise((resolve) => {
      server.write(bytes, resolve)
    })
    expect(await Promise.race([sent, sleep(300, 'waits')])).toBe('waits')
    expect(socket.readableLength).toBeLessThan(500_000)
    const read = readAll(socket)
    socket.on('readable', () => read.push(...readAll(socket)))
    await sent
    await expect.poll(() => Buffer.concat(read).length).toBe(bytes.length)
    expect(digest(Buffer.concat(read))).toBe(digest(bytes))
  })

  test('that is not made in time is given up, and was never made', async () => {
    const port = await fullServer()
    const error = await open(port, 200).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'UND_ERR_CONNECT_TIMEOUT',
      message: 'no connection within 0.2 s',
    })
  })

  test('that was made has no time limit of its own', async () => {
    const { socket, server } = await rawConnection(100)
    await sleep(300)
    server.write('late')
    await once(socket, 'readable')
    expect(String(socket.read())).toBe('late')
  })

  test('is not given up by a program that was busy while it was made', async () => {
    const listening = await listen()
    const opening = open(listening.port, 100)
    const end = performance.now() + 400
    while (performance.now() < end);
    const socket = await opening
    expect(socket.destroyed).toBe(false)
    socket.destroy()
  })

  test('tells nobody that it is lost who was told that it is made', async () => {
    const { socket, server } = await rawConnection()
    socket.on('error', () => {})
    server.resetAndDestroy()
    await new Promise((resolve) => socket.once('close', resolve))
    expect(socket.errored).toMatchObject({ code: 'ECONNRESET' })
  })

  test('that breaks off while nobody reads is a lost connection', async () => {
    const url = await serveRaw((socket) => {
      socket.write(`${head}Content-Length: 3000000\r\n\r\n`)
      socket.write(randomBytes(2_000_000), () => socket.destroy())
    })
    const slow = hubOf(url).with({
      middleware: [
        async (request, next) => {
          const response = await next(request)
          await sleep(100)
          return response
        },
      ],
    })
    const error = await failure(HubConnectionError, slow.whoami())
    expect(error.message).toContain('lost the connection: ')
  })
})

async function sendByteByByte(socket: Socket, bytes: Buffer): Promise<void> {
  socket.setNoDelay()
  for (const byte of bytes) {
    socket.write(Uint8Array.of(byte))
    await sleep(1)
  }
}

/** A server that lets everybody in, and says nothing. */
async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

/** A connection that was made as the transport makes them, and its other end. */
async function rawConnection(timeoutMs?: number): Promise<{ socket: Socket; server: Socket }> {
  const listening = await listen()
  const { port } = listening
  const accepted = once(listening.server, 'connection')
  const socket = await open(port, timeoutMs)
  const [server] = (await accepted) as [Socket]
  onTestFinished(() => {
    socket.destroy()
    server.destroy()
  })
  return { socket, server }
}

/** Opens a connection as the transport does. Fails if it is told of one twice. */
function open(port: number, timeoutMs?: number): Promise<Socket> {
  let told = 0
  return new Promise((resolve, reject) => {
    const target = { protocol: 'http:', hostname: '127.0.0.1', port: `${port}` }
    const callback: buildConnector.Callback = (...[error, socket]) => {
      told += 1
      expect(told).toBe(1)
      if (error) reject(error)
      else resolve(socket)
    }
    plainConnector(undefined, timeoutMs)(target, callback, () => {})
  })
}

function readAll(socket: Socket): Buffer[] {
  const all: Buffer[] = []
  for (let bytes; (bytes = socket.read() as Buffer | null) !== null;) all.push(bytes)
  return all
}

/** The port of a server that accepts nobody, and for which as many wait as may: the next connection is not made. */
async function fullServer(): Promise<number> {
  const worker = new Worker(
    `const server = require('node:net').createServer()
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      require('node:worker_threads').parentPort.postMessage(server.address().port)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })`,
    { eval: true },
  )
  onTestFinished(async () => void (await worker.terminate()))
  const [port] = (await once(worker, 'message')) as [number]
  for (let isFull = false; !isFull;) {
    const waiting = connect(port, '127.0.0.1')
    onTestFinished(() => void waiting.destroy())
    isFull = await Promise.race([sleep(200, true), once(waiting, 'connect').then(() => false)])
  }
  return port
}
