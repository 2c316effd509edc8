import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { constants as zlib, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { HubConnectionError, HubProtocolError, HubTimeoutError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { clientOf, serve, serveRaw } from './support/serve.ts'

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const user = { kind: 'user', name: 'ada', groups: ['größe', '数学', '🎓'] }
const bytes = Buffer.from(JSON.stringify(user))

/** Bytes that Node gives at a time of what it decompresses. */
const unzippedAtOnce = zlib.Z_DEFAULT_CHUNK

/** A text in gzip that has that many bytes, by an extra field in its header (RFC 1952). */
function gzipOf(text: string, length: number): Buffer {
  const zipped = gzipSync(text)
  const extra = Buffer.alloc(length - zipped.length)
  extra.writeUInt16LE(extra.length - 2)
  zipped[3] = 4
  return Buffer.concat([zipped.subarray(0, 10), extra, zipped.subarray(10)])
}

/** A hub's answer with that body, and a count of its connections. */
async function serveCounted(listener: RequestListener) {
  const sockets = new Set<unknown>()
  const url = await serve((request, response) => {
    sockets.add(request.socket)
    response.setHeader('content-type', 'application/json')
    listener(request, response)
  })
  return { hub: clientOf(url), sockets }
}

describe('a body with a Content-Length', () => {
  test('is whole though it comes in pieces that cut its letters', async () => {
    const dribble = async (socket: Socket) => {
      socket.setNoDelay()
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      for (const byte of bytes) {
        socket.write(Buffer.of(byte))
        if (byte > 127) await sleep(2)
      }
    }
    const url = await serveRaw((socket) => void dribble(socket))
    expect(await clientOf(url).users.get('ada')).toEqual(user)
  })

  test('may end within a letter, as one without may', async () => {
    const text = bytes.subarray(0, bytes.indexOf(0xf0) + 2)
    const start = text.subarray(0, 10)
    const answers = [`Content-Length: ${text.length}`, 'Connection: close']
    const texts = answers.map(async (framing) => {
      const url = await serveRaw((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${framing}\r\n\r\n`)
        socket.write(start)
        setTimeout(() => socket.end(text.subarray(start.length)), 20)
      })
      return clientOf(url).metrics()
    })
    const expected = new TextDecoder().decode(text)
    expect(expected.at(-1)).toBe('\uFFFD')
    expect(await Promise.all(texts)).toEqual([expected, expected])
  })

  test('that is compressed is as long as it says before it is decompressed', async () => {
    const text = JSON.stringify({ name: 'ada', groups: Array.from({ length: 9999 }, String) })
    const zipped = gzipOf(text, unzippedAtOnce)
    const { hub } = await serveCounted((_, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.setHeader('content-length', zipped.length)
      response.end(zipped)
    })
    expect(JSON.stringify(await hub.users.get('ada'))).toBe(text)
  })

  test('that breaks off is a lost connection', async () => {
    const url = await serveRaw((socket) => {
      socket.write(`${head}Content-Length: ${bytes.length}\r\n\r\n`)
      socket.write(bytes.subarray(0, -1), () => socket.destroy())
    })
    const error = await failure(HubConnectionError, clientOf(url).users.get('ada'))
    expect(error.message).toContain('lost the connection')
  })

  test('of a megabyte leaves its connection free for the next call', async () => {
    const large = Buffer.from(JSON.stringify({ name: 'ü'.repeat(1_000_000) }))
    const { hub, sockets } = await serveCounted((_, response) => {
      response.setHeader('content-length', large.length)
      response.end(large)
    })
    for (let call = 0; call < 20; call += 1) {
      expect((await hub.users.get('ada')).name).toHaveLength(1_000_000)
    }
    // `fetch` with `text()` takes two, as well.
    expect(sockets.size).toBeLessThanOrEqual(2)
  })
})

test('a fetch in the place of Node’s may have a body of another kind', async () => {
  const headers = new Headers({ 'content-length': String(bytes.length) })
  const text = () => Promise.resolve(bytes.toString())
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, status: 200, headers, body: {}, text }))
  onTestFinished(() => {
    vi.unstubAllGlobals()
  })
  expect(await clientOf('http://hub.test').users.get('ada')).toEqual(user)
})

describe('calls that follow one another', () => {
  test('do not share their ends: of calls at once, one is aborted, one times out, and the others go on', async () => {
    const { hub } = await serveCounted(({ url = '' }, response) => {
      if (url.endsWith('/never')) return
      setTimeout(() => response.end(JSON.stringify(user)), url.endsWith('/slow') ? 100 : 0)
    })
    for (let round = 0; round < 30; round += 1) {
      const controller = new AbortController()
      const reason = { why: 'the user left' }
      const aborted = reasonOf(hub.users.get('never', { signal: controller.signal }))
      const late = failure(HubTimeoutError, hub.users.get('never', { timeout: 20 }))
      const others = Array.from({ length: 6 }, (_, number) =>
        hub.users.get(number % 2 ? 'slow' : 'fast'),
      )
      await sleep(5)
      controller.abort(reason)
      expect(await aborted).toBe(reason)
      await late
      for (const other of await Promise.all(others)) expect(other).toEqual(user)
    }
  })

  test('give no warning, and leave a stream alone that runs beside them', async () => {
    const warnings: Error[] = []
    const warn = (warning: Error) => warnings.push(warning)
    process.on('warning', warn)
    onTestFinished(() => {
      process.off('warning', warn)
    })
    const { hub } = await serveCounted(({ url = '' }, response) => {
      if (url.endsWith('/progress')) {
        response.setHeader('content-type', 'text/event-stream')
        response.write('data: {"progress": 0}\n\n')
        setTimeout(() => response.end('data: {"progress": 100, "ready": true}\n\n'), 1000)
      } else if (!url.endsWith('/never')) response.end(bytes)
    })
    const events = hub.servers.progress('ada')[Symbol.asyncIterator]()
    expect((await events.next()).value).toEqual({ progress: 0 })
    for (let call = 0; call < 300; call += 1) {
      await hub.users.get('ada')
      if (call % 50 === 0) {
        await failure(HubTimeoutError, hub.users.get('never', { timeout: 1 }))
      }
    }
    expect((await events.next()).value).toEqual({ progress: 100, ready: true })
    await events.return?.()
    await once(process, 'warning', { signal: AbortSignal.timeout(50) }).catch(() => {})
    expect(warnings).toEqual([])
  })
})

describe('a hub that has answered, and redirects now', () => {
  const redirected: RequestListener = ({ url = '' }, response) => {
    if (url.endsWith('/user')) response.setHeader('x-jupyterhub-version', '5.5.1').end(bytes)
    else response.writeHead(302, { location: '/hub/login?next=secret' }).end()
  }

  test.each<[string, (hub: JupyterHub) => Promise<unknown>, number]>([
    ['a GET, which is asked for again', (hub) => hub.users.get('ada'), 2],
    ['a POST, which is not', (hub) => hub.users.create('ada'), 1],
    ['a DELETE, which is not', (hub) => hub.users.delete('ada'), 1],
  ])('where to is said of %s', async (_, call, times) => {
    const seen: (string | undefined)[] = []
    const { hub } = await serveCounted((request, response) => {
      seen.push(request.method)
      redirected(request, response)
    })
    await hub.whoami()
    const error = await failure(HubProtocolError, call(hub.with({ retries: 2 })))
    expect(error.message).toContain('redirected to /hub/login: ')
    expect(error.attempts).toBe(1)
    expect(seen).toHaveLength(1 + times)
  })

  test('is said of a fetch, too, that refuses redirects in words of its own', async () => {
    const { hub } = await serveCounted(redirected)
    await hub.whoami()
    const nodes = globalThis.fetch
    const modes: unknown[] = []
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      modes.push(init.redirect)
      const response = await nodes(url, { ...init, redirect: 'manual' })
      if (init.redirect === 'error' && response.status === 302) {
        throw new Error('redirect mode is set to error')
      }
      return response
    })
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    const error = await failure(HubProtocolError, hub.with({ retries: 2 }).users.get('ada'))
    expect(error.message).toContain('redirected to /hub/login: ')
    expect(modes).toEqual(['error', 'manual'])
  })

  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
  })
  test.each([
    ['Node', new TypeError('fetch failed', { cause: refused })],
    ['others', refused],
  ])(
    'is not asked for where to by a call that could not reach it, as %s say it',
    async (_, failed) => {
      const { hub } = await serveCounted(redirected)
      await hub.whoami()
      let asked = 0
      vi.stubGlobal('fetch', () => {
        asked += 1
        return Promise.reject(failed)
      })
      onTestFinished(() => {
        vi.unstubAllGlobals()
      })
      await failure(HubConnectionError, hub.users.get('ada'))
      expect(asked).toBe(1)
    },
  )

  test('is left in time though it redirects no more when it is asked where to', async () => {
    let asked = 0
    const controller = new AbortController()
    const reason = new Error('the user left')
    const { hub } = await serveCounted((request, response) => {
      if (request.url?.endsWith('/ada')) asked += 1
      if (asked < 2) redirected(request, response)
      else controller.abort(reason)
    })
    await hub.whoami()
    expect(await reasonOf(hub.users.get('ada', { signal: controller.signal }))).toBe(reason)
    expect(asked).toBe(2)
  })
})
