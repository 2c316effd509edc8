import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { EmulatedHub, Fault, HubOptions } from '../src/index.ts'

const headers = { authorization: 'token of-admin' }

/** A hub with an admin, and something that goes wrong. */
function hubWith(fault: Fault, options: HubOptions = {}): EmulatedHub {
  const hub = createHub({ users: [{ name: 'admin', admin: true, token: 'of-admin' }], ...options })
  hub.faults.add(fault)
  return hub
}

const get = (hub: EmulatedHub, path = 'hub/api/users'): Promise<Response> =>
  hub.fetch(path, { headers })

describe('a fault', () => {
  test('meets one request unless told otherwise', async () => {
    const hub = hubWith({ trouble: { status: 503, headers: { 'retry-after': '2' } } })
    const first = await get(hub)
    expect(first.status).toBe(503)
    expect(first.headers.get('retry-after')).toBe('2')
    expect(await first.json()).toEqual({ status: 503, message: null })
    expect((await get(hub)).status).toBe(200)
    expect(hub.faults.left).toEqual([])
  })

  test('may let some pass before, and meet many', async () => {
    const hub = createHub()
    const added = hub.faults.add({
      trouble: { status: 500 },
      after: 1,
      times: Infinity,
    })
    const statuses = async () => [
      (await hub.fetch('hub/api')).status,
      (await hub.fetch('hub/api')).status,
    ]
    expect(await statuses()).toEqual([200, 500])
    expect(await statuses()).toEqual([500, 500])
    expect(hub.faults.left).toEqual([added.fault])
    added.remove()
    expect(await statuses()).toEqual([200, 200])
  })

  test('counts what it has met', async () => {
    const hub = createHub()
    const added = hub.faults.add({ trouble: 'bad gateway', times: 3 })
    await hub.fetch('hub/api')
    await hub.fetch('hub/api')
    expect(added.met).toBe(2)
    hub.faults.clear()
    expect((await hub.fetch('hub/api')).status).toBe(200)
    expect(added.met).toBe(2)
  })

  test.each<{ path: string; meets: boolean }>([
    { path: '/hub/api/users', meets: true },
    { path: '/hub/api/{what}', meets: true },
    { path: '/hub/{rest*}', meets: true },
    { path: '/hub/api', meets: false },
    { path: '/hub/api/users/{user}', meets: false },
  ])('is aimed by path: $path', async ({ path, meets }) => {
    const hub = hubWith({ path, trouble: { status: 418 } }, { baseUrl: '/pfx/' })
    expect((await get(hub, '/pfx/hub/api/users?limit=1')).status).toBe(meets ? 418 : 200)
  })

  test('is aimed by method', async () => {
    const hub = hubWith({ method: 'POST', trouble: 'bad gateway' })
    expect((await get(hub)).status).toBe(200)
    const post = await hub.fetch('hub/api/users/ada', { method: 'POST', headers })
    expect(post.status).toBe(502)
  })

  test.each([
    [{ some: 'thing' }, 'application/json', '{"some": "thing"}'],
    ['<p>Wait</p>', 'text/html', '<p>Wait</p>'],
  ])('answers with a body of one’s own: %j', async (body, type, text) => {
    const response = await get(hubWith({ trouble: { status: 429, body } }))
    expect(response.headers.get('content-type')).toBe(type)
    expect(await response.text()).toBe(text)
  })
})

describe('a fault of the connection', () => {
  test('may come before the hub has seen the request', async () => {
    const hub = hubWith({ trouble: 'reset' })
    const post = hub.fetch('hub/api/users/ada', { method: 'POST', headers })
    await expect(post).rejects.toThrow(TypeError)
    expect(hub.state.users.get('ada')).toBeUndefined()
    expect(hub.requests).toMatchObject([{ method: 'POST', status: null }])
  })

  test('may come after it has done what it was asked for', async () => {
    const hub = hubWith({ trouble: 'lost answer' })
    const post = hub.fetch('hub/api/users/ada', { method: 'POST', headers })
    await expect(post).rejects.toThrow(TypeError)
    expect(hub.state.users.get('ada')).toBeDefined()
  })

  test('may cut the answer', async () => {
    const response = await get(hubWith({ trouble: { cutAfter: 10 } }))
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    expect((await reader?.read())?.value?.length).toBe(10)
    await expect(reader?.read()).rejects.toThrow('terminated')
  })

  test('is one over a socket, too', async () => {
    const hub = hubWith({ trouble: { cutAfter: 10 } })
    hub.faults.add({ trouble: 'reset' })
    await using listener = await hub.listen()
    const url = `${listener.url}hub/api/users`
    const response = await fetch(url, { headers })
    await expect(response.text()).rejects.toThrow('terminated')
    await expect(fetch(url, { headers })).rejects.toThrow('fetch failed')
    expect((await fetch(url, { headers })).status).toBe(200)
  })
})

describe('a fault of the way there', () => {
  const clock = manualClock()

  test('takes its time, by the clock', async () => {
    const hub = hubWith({ trouble: { delay: 5000 } }, { clock })
    const answer = get(hub)
    await clock.tick(4999)
    expect(hub.requests).toEqual([])
    await clock.tick(1)
    expect((await answer).status).toBe(200)
    expect(hub.requests).toMatchObject([{ ms: 5000 }])
  })

  test('lets the body through drop by drop', async () => {
    const hub = hubWith({ trouble: { drip: 8, every: 100 } }, { clock })
    const start = clock.now()
    const reader = (await hub.fetch('hub/api')).body?.getReader()
    const drops: [ms: number, length: number | undefined][] = []
    for (let count = 0; count < 3; count += 1) {
      const drop = reader?.read()
      await clock.tick(100)
      drops.push([clock.now() - start, (await drop)?.value?.length])
    }
    expect(drops).toEqual([
      [100, 8],
      [200, 8],
      [300, 4],
    ])
    expect(await reader?.read()).toMatchObject({ done: true })
  })

  test('holds the body until it is whole', async () => {
    const response = await get(hubWith({ trouble: 'buffering' }))
    expect(await response.json()).toHaveLength(1)
  })

  test('holds a stream until it has ended', async () => {
    const hub = hubWith(
      { path: '/hub/api/users/{user}/server/progress', trouble: 'buffering' },
      { clock },
    )
    hub.spawner.script('admin', [{ wait: 5000 }])
    const start = hub.fetch('hub/api/users/admin/server', { method: 'POST', headers })
    await clock.tick(0)
    const reader = (await get(hub, 'hub/api/users/admin/server/progress')).body?.getReader()
    const all = reader?.read()
    await expect(Promise.race([all, clock.tick(4999)])).resolves.toBeUndefined()
    await clock.tick(1)
    expect(new TextDecoder().decode((await all)?.value)).toContain('"ready": true')
    await start
  })

  test('may be that the hub is gone for a while', async () => {
    const hub = hubWith({ path: '/hub/api/users', trouble: { restart: 3000 } }, { clock })
    expect((await hub.fetch('hub/api')).status).toBe(200)
    expect((await get(hub)).status).toBe(503)
    expect((await hub.fetch('hub/api')).status).toBe(503)
    await clock.tick(3000)
    expect((await get(hub)).status).toBe(200)
  })

  test('is given up on by who waits no longer', async () => {
    const hub = hubWith({ trouble: { delay: 60_000 } }, { clock })
    const controller = new AbortController()
    const waiting = hub.fetch('hub/api', { signal: controller.signal })
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await expect(hub.fetch('hub/api', { signal: controller.signal })).rejects.toBe(reason)
  })

  test('is given up on by who waits no longer for the rest', async () => {
    const hub = hubWith({ trouble: { drip: 1, every: 60_000 } }, { clock })
    const controller = new AbortController()
    const response = await hub.fetch('hub/api', { signal: controller.signal })
    const text = response.text()
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(text).rejects.toBe(reason)
  })
})
