import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestbedError, startHub } from '../src/index.ts'
import type { RunningHub } from '../src/index.ts'

let hub: RunningHub
beforeAll(async () => {
  hub = await startHub({ version: '5.5.1', baseUrl: '/pfx/' })
}, 300_000)
afterAll(() => hub.stop())

async function call(method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `token ${hub.adminToken}`, connection: 'close' }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  return fetch(hub.apiUrl + path, init)
}

async function isThere(name: string): Promise<boolean> {
  const user = (await (await call('GET', '/users/ada')).json()) as { servers: object }
  return name in user.servers
}

test('the hub answers below its prefix', async () => {
  expect(hub.url).toMatch(/\/pfx\/$/)
  expect(await (await call('GET', '/')).json()).toEqual({ version: '5.5.1' })
})

test('a fast server answers below its own prefix', async () => {
  expect((await call('POST', '/users/g%20h/server', {})).status).toBe(201)
  expect((await fetch(`${hub.url}user/g%20h/api/status`)).status).toBe(200)
})

test.each([
  ['fail', 500],
  ['fail-late', 202],
  ['never', 202],
])('%s answers the start with %i', async (spawner, status) => {
  expect((await call('POST', `/users/ada/servers/${spawner}`, { spawner })).status).toBe(status)
  await call('DELETE', `/users/ada/servers/${spawner}`)
  while (await isThere(spawner)) await sleep(100)
})

test('a slow start tells its progress', async () => {
  const path = '/users/ada/servers/slow'
  expect((await call('POST', path, { spawner: 'slow' })).status).toBe(202)
  const events = await (await call('GET', `${path}/progress`)).text()
  expect(events).toContain('Pulling image')
  expect(events).toContain('"ready": true')
  expect((await call('DELETE', path)).status).toBe(204)
})

test('a server outlives a killed hub and stops at once after the restart', async () => {
  await call('POST', '/users/ada/server', {})
  await hub.killHub()
  expect((await fetch(`${hub.apiUrl}/`)).status).toBe(503)
  await hub.restartHub()
  expect(await isThere('')).toBe(true)
  expect((await call('DELETE', '/users/ada/server')).status).toBe(204)
})

test('a missing Python is one sentence', async () => {
  process.env['JUPYTERHUB_TESTBED_PYTHON'] = '/nonexistent/python'
  try {
    const error: unknown = await startHub({ version: '5.5.1' }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(TestbedError)
    expect((error as Error).message).toMatch(/^[^\n]*install Python[^\n]*$/)
  } finally {
    delete process.env['JUPYTERHUB_TESTBED_PYTHON']
  }
})
