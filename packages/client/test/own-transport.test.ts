import { setImmediate as turn } from 'node:timers/promises'
import { request as requestByUndici } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HubProtocolError, HubTimeoutError } from '../src/index.ts'
import type { HttpTransport, WireRequest, WireResponse } from '../src/index.ts'
import { failure, reasonOf } from './support/failure.ts'
import { clientOf, serve } from './support/serve.ts'
import { signalled } from './support/signalled.ts'

type Send = HttpTransport['send']

async function byUndici(url: string, request: WireRequest): Promise<WireResponse> {
  const { method, headers, body, signal } = request
  const options = { method: method as 'GET', headers, body, signal }
  const { statusCode: status, headers: received, body: read } = await requestByUndici(url, options)
  const get = (name: string) => received[name]?.toString() ?? null
  const ok = status < 300
  const text = () => read.text()
  return { status, statusText: '', ok, headers: { get }, body: null, text }
}

/** Puts what is thrown where nobody catches it into a list, for the current test. */
function catchUncaught(): unknown[] {
  const uncaught: unknown[] = []
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', (error) => uncaught.push(error))
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException')
    for (const other of others) process.on('uncaughtException', other)
  })
  return uncaught
}

describe.each<[string, Send]>([
  ['fetch', (url, request) => fetch(url, request)],
  ['undici', byUndici],
])('a transport that hands the request to %s', (_, send) => {
  const hubOf = (url: string) => clientOf(url, { transport: { fetch, send } })

  test('gets answers', async () => {
    const url = await serve((request, response) => {
      const { method, headers } = request
      request.resume()
      response.end(JSON.stringify({ method, type: headers['content-type'] }))
    })
    const sent = await hubOf(url).request({ method: 'PATCH', path: '/x', body: {} })
    expect(sent).toEqual({ method: 'PATCH', type: 'application/json' })
  })

  test('follows no redirect', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/x') response.end('{}')
      else response.writeHead(302, { location: '/x' }).end()
    })
    const error = await failure(HubProtocolError, hubOf(url).whoami())
    expect(error.message).toContain('redirect')
  })

  test('is told of every abort and of its time', async () => {
    const uncaught = catchUncaught()
    const both = signalled()
    let open = 0
    const url = await serve((__, response) => {
      open += 1
      if (open === 2) both.resolve()
      response.on('close', () => (open -= 1))
    })
    const hub = hubOf(url)
    const controller = new AbortController()
    const { signal } = controller
    const calls = [reasonOf(hub.whoami({ signal })), reasonOf(hub.users.get('ada', { signal }))]
    await both.promise
    controller.abort('enough')
    expect(await Promise.all(calls)).toEqual(['enough', 'enough'])
    await expect.poll(() => open).toBe(0)
    await failure(HubTimeoutError, hub.whoami({ timeout: 50 }))
    await expect.poll(() => open).toBe(0)
    expect(uncaught).toEqual([])
  })
})

test('the deadline of a request tells functions and objects, though one of them throws', async () => {
  const uncaught = catchUncaught()
  const controller = new AbortController()
  const mistake = new Error('a mistake in a transport')
  const told: string[] = []
  const send: Send = (url, { deadline }) =>
    new Promise(() => {
      const removed = () => told.push('removed')
      deadline.addEventListener('abort', () => {
        throw mistake
      })
      deadline.addEventListener('abort', removed)
      deadline.addEventListener('abort', () => told.push(`function ${url.slice(-1)}`), {
        once: true,
      })
      deadline.addEventListener('abort', {
        handleEvent: () => told.push(`object ${url.slice(-1)}`),
      })
      deadline.removeEventListener('abort', removed)
    })
  const hub = clientOf('http://hub.example.org', { transport: { fetch, send } })
  const { signal } = controller
  const calls = ['a', 'b'].map((name) => reasonOf(hub.users.get(name, { signal })))
  await turn()
  controller.abort('enough')
  expect(await Promise.all(calls)).toEqual(['enough', 'enough'])
  expect(told).toEqual(['function a', 'object a', 'function b', 'object b'])
  await turn()
  expect(uncaught).toEqual([mistake, mistake])
})
