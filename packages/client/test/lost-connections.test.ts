import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { HubConnectionError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { clientOf, deadEnd, serveRaw } from './support/serve.ts'
import { shown } from './support/shown.ts'

type Call = (hub: JupyterHub) => Promise<unknown>

const jsonHead = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const errorHead = 'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n'
const streamHead =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n'

const writeAndDestroy =
  (text: string) =>
  (socket: Socket): void => {
    socket.write(text, () => {
      socket.destroy()
    })
  }
const writeAndEnd =
  (text: string) =>
  (socket: Socket): void => {
    socket.end(text)
  }

const whoami: Call = (hub) => hub.whoami()

async function firstEvents(hub: JupyterHub): Promise<void> {
  for await (const _ of hub.servers.progress('ada'));
}

/** The error of a lost connection, which names the URL and not the token. */
async function errorOf(url: string, call: Call): Promise<HubConnectionError> {
  const error = await failure(HubConnectionError, call(clientOf(url)))
  expect(error.message).toContain(`${url}/hub/api`)
  expect(error.attempts).toBe(1)
  expect(shown(error)).not.toContain(canary)
  return error
}

describe('a connection', () => {
  test.each<[string, (socket: Socket) => void, Call]>([
    ['closed at once', (socket) => socket.destroy(), whoami],
    ['ended politely without a word', (socket) => socket.end(), whoami],
    ['reset', (socket) => socket.resetAndDestroy(), whoami],
    ['closed in the head', writeAndDestroy('HTTP/1.1 200 OK\r\nContent-'), whoami],
    ['that speaks something else', writeAndEnd('SSH-2.0-OpenSSH_9.6\r\n\r\n'), whoami],
    [
      'closed in the body',
      writeAndDestroy(`${jsonHead}Content-Length: 500\r\n\r\n{"name"`),
      whoami,
    ],
    ['ended in the body', writeAndEnd(`${jsonHead}Content-Length: 500\r\n\r\n{"name"`), whoami],
    [
      'closed before the last chunk',
      writeAndDestroy(`${jsonHead}Transfer-Encoding: chunked\r\n\r\n7\r\n{"name"\r\n`),
      whoami,
    ],
    [
      'ended before the last chunk of a whole object',
      writeAndEnd(`${jsonHead}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`),
      whoami,
    ],
    [
      'whose chunks are none',
      writeAndEnd(`${jsonHead}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
      whoami,
    ],
    [
      'closed in the body of an error',
      writeAndDestroy(`${errorHead}Content-Length: 500\r\n\r\n{"mess`),
      whoami,
    ],
    [
      'closed in a body that nobody wants',
      writeAndDestroy(`${jsonHead}Content-Length: 500\r\n\r\n{`),
      (hub) => hub.users.delete('ada'),
    ],
    [
      'closed in a list',
      writeAndDestroy(`${jsonHead}Content-Length: 500\r\n\r\n[{}`),
      (hub) => hub.users.list().toArray(),
    ],
    [
      'closed in a stream',
      writeAndDestroy(`${streamHead}\r\n16\r\ndata: {"progress": 0}\n\r\n`),
      firstEvents,
    ],
    ['ended in a stream', writeAndEnd(`${streamHead}\r\n0\r\n\r\n`), firstEvents],
  ])('%s is a lost connection', async (_, answer, call) => {
    expect((await errorOf(await serveRaw(answer), call)).code).toBe('connection')
  })

  test('that is refused was never made', async () => {
    expect((await errorOf(await deadEnd(), whoami)).cause).toBeInstanceOf(Error)
  })

  test('to a host that does not exist was never made', async () => {
    expect((await errorOf('http://hub.invalid', whoami)).cause).toBeInstanceOf(Error)
  })

  test('lost by the hub between two calls is made again', async () => {
    let requests = 0
    const url = await serveRaw((socket) => {
      requests += 1
      socket.write(`${jsonHead}Content-Length: 2\r\n\r\n{}`)
      if (requests === 1) socket.end()
    })
    const hub = clientOf(url, { retries: 2 })
    await hub.whoami()
    await hub.whoami()
    expect(requests).toBe(2)
  })

  test('that the hub has just ended is not used for what must not be sent twice', async () => {
    let requests = 0
    const url = await serveRaw((socket) => {
      requests += 1
      socket.write(`${jsonHead}Content-Length: 2\r\n\r\n{}`)
      if (requests === 3) socket.end()
    })
    const hub = clientOf(url, { retries: 0 })
    for (let call = 0; call < 3; call += 1) await hub.whoami()
    await hub.request({ method: 'POST', path: '/shutdown' })
    expect(requests).toBe(4)
  })
})
