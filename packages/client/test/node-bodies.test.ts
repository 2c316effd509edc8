import type { RequestListener } from 'node:http'
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { HubConnectionError, HubTimeoutError } from '../src/index.ts'
import { nodeTransport } from '../src/node/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { clientOf, serve } from './support/serve.ts'

const hubOf = (url: string) => clientOf(url, { transport: nodeTransport() })
const large = { name: 'ada', padding: 'ü漢🪐'.repeat(100_000) }
const json = JSON.stringify(large)

/** Answers with bytes, a few at a time. */
const inParts =
  (headers: Record<string, string>, bytes: Uint8Array, size = 7_001): RequestListener =>
  async (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size))
      if (at % 5 === 0) await sleep(1)
    }
    response.end()
  }

describe('bodies that the node transport receives', () => {
  test.each([
    ['plain', {}, Buffer.from(json)],
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(json)],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync(json)],
    ['brotli', { 'content-encoding': 'BR' }, brotliCompressSync(json)],
    ['both', { 'content-encoding': 'gzip, br' }, brotliCompressSync(gzipSync(json))],
    ['identity', { 'content-encoding': 'identity' }, Buffer.from(json)],
    ['a byte order mark', {}, Buffer.from(`\uFEFF${json}`)],
  ])('are whole, whatever they come as: %s', async (_, headers, bytes) => {
    const hub = hubOf(await serve(inParts(headers, bytes)))
    expect(await hub.whoami()).toEqual(large)
    const pass = hub.with({ middleware: [(request, next) => next(request)] })
    expect(await pass.whoami()).toEqual(large)
  })

  test.each([202, 204, 200])('are empty with %i, though headers call them gzip', async (status) => {
    let requests = 0
    const url = await serve((_, response) => {
      requests += 1
      response.writeHead(status, {
        'content-encoding': 'gzip',
        ...(status !== 204 && { 'content-length': '0' }),
        'x-jupyterhub-version': '5.5.1',
      })
      response.end()
    })
    const hub = hubOf(url)
    await hub.servers.stop('ada')
    await hub.with({ middleware: [(request, next) => next(request)] }).servers.stop('ada')
    expect(requests).toBe(2)
  })

  test('of errors are decoded, too', async () => {
    const url = await serve((_, response) => {
      response.writeHead(404, { 'content-encoding': 'gzip', 'x-jupyterhub-version': '5.5.1' })
      response.end(gzipSync('{"status": 404, "message": "no such user"}'))
    })
    await expect(hubOf(url).whoami()).rejects.toThrow('no such user')
  })

  test('that break off within what is compressed are no success', async () => {
    const bytes = gzipSync(json)
    const half = bytes.subarray(0, bytes.length / 2)
    const url = await serve(inParts({ 'content-encoding': 'gzip' }, half))
    const error = await failure(HubConnectionError, hubOf(url).whoami())
    expect(error.message).toContain('lost the connection: ')
  })

  test('that are not what they say are no success', async () => {
    const url = await serve(inParts({ 'content-encoding': 'gzip' }, Buffer.from('{"name": 1}')))
    const error = await failure(HubConnectionError, hubOf(url).whoami())
    expect(error.message).toContain('incorrect header check')
  })

  test.each([{}, { 'content-encoding': 'gzip' }])(
    'that a reset breaks off are a lost connection: %o',
    async (headers) => {
      const url = await serve((_, response) => {
        response.writeHead(200, headers)
        response.write(gzipSync(json).subarray(0, 1000), () => response.destroy())
      })
      const error = await failure(HubConnectionError, hubOf(url).whoami())
      expect(error.message).toContain('lost the connection: ')
    },
  )

  test('that stop arriving are given up in time', async () => {
    const url = await serve((_, response) => void response.write('{"name":'))
    const error = await failure(HubTimeoutError, hubOf(url).whoami({ timeout: 100 }))
    expect([error.clock, error.ms]).toEqual(['attempt', 100])
  })

  test('that the caller aborts end with the caller’s reason, and the connection', async () => {
    let closed = 0
    const url = await serve((_, response) => {
      response.on('close', () => (closed += 1))
      response.write('{"name":')
    })
    const controller = new AbortController()
    const call = hubOf(url).whoami({ signal: controller.signal })
    await sleep(100)
    const reason = { mine: true }
    controller.abort(reason)
    expect(await reasonOf(call)).toBe(reason)
    await expect.poll(() => closed).toBe(1)
  })

  test('of events are given at once, compressed or not', async () => {
    const url = await serve(({ url: path = '' }, response) => {
      const compressed = path.includes('zip')
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        ...(compressed && { 'content-encoding': 'gzip' }),
      })
      const gzip = createGzip()
      if (compressed) gzip.pipe(response)
      const stream = compressed ? gzip : response
      stream.write('data: {"progress": 1}\n\n')
      gzip.flush()
    })
    const hub = hubOf(url)
    for (const user of ['plain', 'zip']) {
      for await (const { progress } of hub.servers.progress(user)) {
        expect(progress).toBe(1)
        break
      }
    }
  })

  test('wait with the sender while they are not read', async () => {
    let written = 0
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        let flows = true
        while (flows && !response.destroyed) {
          flows = response.write(`data: {"progress": 1, "padding": "${'x'.repeat(16_000)}"}\n\n`)
          written += 16_000
        }
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    for await (const event of hubOf(url).servers.progress('ada')) {
      expect(event.progress).toBe(1)
      await sleep(300)
      const before = written
      await sleep(300)
      // What the system holds for either side is some megabytes.
      expect(written).toBe(before)
      break
    }
  })
})
