import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HubConnectionError } from '../src/index.ts'
import type { Middleware } from '../src/index.ts'
import { plainConnector } from '../src/node/connect.ts'
import { nodeTransport } from '../src/node/index.ts'
import { failure } from './support/failure.ts'
import { lateAfter } from './support/late.ts'
import { clientOf, serveRaw } from './support/serve.ts'
import { signalled } from './support/signalled.ts'

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
    ['gzip', 'by its length', 'at once'],
    ['gzip', 'by the end of the connection', 'at once'],
    ['plain', 'by its length', 'late'],
    ['plain', 'by the end of the connection', 'late'],
    ['gzip', 'by the end of the connection', 'late'],
  ])('gives a body that is %s, ended %s, and read %s', async (kind, end, when) => {
    for (const size of [...sizes, ...sizes]) {
      const text = JSON.stringify({ padding: randomBytes(size * 0.74).toString('base64') })
      const body = kind === 'gzip' ? gzipSync(text) : Buffer.from(text)
      const encoding = kind === 'gzip' ? 'Content-Encoding: gzip\r\n' : ''
      const framing =
        end === 'by its length' ? `Content-Length: ${body.length}` : 'Connection: close'
      const sent = signalled()
      const url = await serveRaw((socket) => {
        const all = Buffer.concat([Buffer.from(`${head}${encoding}${framing}\r\n\r\n`), body])
        socket.end(all, sent.resolve)
      })
      const hub = hubOf(url).with({ middleware: when === 'late' ? [lateAfter(sent.promise)] : [] })
      expect(JSON.stringify(await hub.whoami())).toBe(text)
    }
  })

  test('serves the next request after a body whose last byte had it wait', async () => {
    const bytes = Buffer.from(JSON.stringify({ padding: 'x'.repeat(256 * 1024 + 1 - 14) }))
    expect(bytes.length).toBe(256 * 1024 + 1)
    const sockets = new Set<Socket>()
    let sent = signalled()
    const url = await serveRaw((socket) => {
      sockets.add(socket)
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      socket.write(bytes, sent.resolve)
    })
    const late: Middleware = (...given) => lateAfter(sent.promise)(...given)
    const transport = nodeTransport({ connections: 1 })
    const hub = clientOf(url, { transport }).with({ middleware: [late] })
    for (let call = 0; call < 10; call += 1) {
      sent = signalled()
      expect(await hub.whoami()).toEqual(JSON.parse(String(bytes)))
    }
    expect(sockets.size).toBe(1)
  })

  test('is free for the next call after a body that was given up while it waited', async () => {
    const url = await serveRaw((socket, request) => {
      const isLarge = request.includes('/large')
      const bytes = Buffer.from(JSON.stringify({ name: 'x'.repeat(isLarge ? 900_000 : 1) }))
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      socket.write(bytes)
    })
    const transport = nodeTransport({ connections: 1 })
    const hub = clientOf(url, { transport })
    for (let call = 0; call < 5; call += 1) {
      const { body } = await transport.fetch(`${url}/large`, {})
      await sleep(20)
      await body?.cancel()
      const controller = new AbortController()
      const { body: other } = await transport.fetch(`${url}/large`, { signal: controller.signal })
      await sleep(20)
      controller.abort(new Error('the user left'))
      await expect(readSlowly(new Response(other), 0)).rejects.toThrow('the user left')
      expect(await hub.whoami()).toEqual({ name: 'x' })
    }
  })

  test('that is reset while a body without a length waits has lost some of it', async () => {
    const reset = signalled()
    const url = await serveRaw((socket) => {
      socket.write(`${head}Connection: close\r\n\r\n`)
      socket.write(Buffer.from(`{"name": "${'x'.repeat(320_000)}"}`), () => {
        setTimeout(() => {
          socket.resetAndDestroy()
          reset.resolve()
        }, 50)
      })
    })
    const { body } = await nodeTransport().fetch(`${url}/`, {})
    await reset.promise
    await sleep(50)
    await expect(readSlowly(new Response(body), 0)).rejects.toThrow('ECONNRESET')
  })

  test('of a response that nobody holds any more is let go', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const url = await serveRaw((socket) => {
      const bytes = randomBytes(900_000)
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      socket.write(bytes)
    })
    const transport = nodeTransport({ connections: 1 })
    const drop = async () => void (await transport.fetch(`${url}/`, {}))
    await drop()
    let isFree = false
    const askAgain = async () => {
      const { body } = await transport.fetch(`${url}/`, {})
      isFree = true
      await body?.cancel()
    }
    const next = askAgain()
    const collected = (): boolean => {
      collect()
      return isFree
    }
    await expect.poll(collected, { timeout: 20_000 }).toBe(true)
    await next
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
    const length = () => read.reduce((sum, part) => sum + part.length, 0)
    await expect.poll(length, { timeout: 20_000 }).toBe(bytes.length)
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
    // In which Node begins to connect.
    await new Promise<void>((resolve) => process.nextTick(resolve))
    const end = performance.now() + 400
    while (performance.now() < end);
    const { socket } = await opening
    expect(socket.destroyed).toBe(false)
    socket.destroy()
  })

  test('tells nobody that it is lost who was told that it is made', async () => {
    const { socket, server, told } = await rawConnection()
    socket.on('error', () => {})
    server.resetAndDestroy()
    await new Promise((resolve) => socket.once('close', resolve))
    expect(socket.errored).toMatchObject({ code: 'ECONNRESET' })
    expect(told()).toBe(1)
  })

  test('that breaks off while nobody reads is a lost connection', async () => {
    const broken = signalled()
    const url = await serveRaw((socket) => {
      socket.write(`${head}Content-Length: 3000000\r\n\r\n`)
      socket.once('close', broken.resolve)
      socket.write(randomBytes(2_000_000))
      setTimeout(() => socket.destroy(), 50)
    })
    const slow = hubOf(url).with({ middleware: [lateAfter(broken.promise)] })
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
async function rawConnection(timeoutMs?: number) {
  const listening = await listen()
  const accepted = once(listening.server, 'connection')
  const { socket, told } = await open(listening.port, timeoutMs)
  const [server] = (await accepted) as [Socket]
  onTestFinished(() => {
    socket.destroy()
    server.destroy()
  })
  return { socket, server, told }
}

/** Opens a connection as the transport does, and counts how often it is told of it. */
function open(port: number, timeoutMs?: number): Promise<{ socket: Socket; told: () => number }> {
  let told = 0
  return new Promise((resolve, reject) => {
    const target = { protocol: 'http:', hostname: '127.0.0.1', port: `${port}` }
    plainConnector(undefined, timeoutMs)(target, (...[error, socket]) => {
      told += 1
      if (error) reject(error)
      else resolve({ socket, told: () => told })
    })
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
  for (let full = 0; full < 2;) {
    const waiting = connect(port, '127.0.0.1')
    onTestFinished(() => void waiting.destroy())
    await sleep(200)
    // What was made while this program was busy is told of in this turn.
    await new Promise(setImmediate)
    full = waiting.connecting ? full + 1 : 0
  }
  return port
}
