import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { HubOptions } from '../src/index.ts'

const headers = { authorization: 'token secret' }
const users = [
  { name: 'admin', admin: true, token: 'secret' },
  { name: 'ada', token: 'of-ada' },
]
const path = 'hub/api/users/ada/server'

function makeHub(options: HubOptions = {}) {
  const clock = manualClock()
  const hub = createHub({ users, clock, ...options })
  const ask = (method: string, where = path, init: RequestInit = {}) =>
    hub.fetch(where, { method, headers, ...init })
  return { clock, hub, ask, spawner: hub.spawner }
}

describe('a start that is called off', () => {
  test('and begun anew by somebody else meanwhile is stopped as a whole', async () => {
    const { ask, clock, hub, spawner } = makeHub({ config: { slow_spawn_timeout: 0 } })
    spawner.script('ada', 'lab', [{ wait: 10_000 }])
    const lab = 'hub/api/users/ada/servers/lab'
    const start = ask('POST', lab)
    await clock.tick(0)
    await start
    const stop = ask('DELETE', lab, { body: '{"remove": true}' })
    await clock.tick(500)
    spawner.script('ada', 'lab', [])
    expect((await ask('POST', lab)).status).toBe(201)
    expect(spawner.pids).toHaveLength(1)
    await clock.tick(1000)
    expect((await stop).status).toBe(204)
    expect(spawner.pids).toEqual([])
    expect(hub.state.users.get('ada')?.servers.has('lab')).toBe(false)
  })

  test('and is on its way again by then cannot be stopped', async () => {
    const { ask, clock, spawner } = makeHub({ config: { slow_spawn_timeout: 0 } })
    spawner.script('ada', [{ wait: 10_000 }])
    const starts = [ask('POST')]
    await clock.tick(0)
    const stop = ask('DELETE')
    await clock.tick(500)
    starts.push(ask('POST'))
    await clock.tick(1000)
    expect((await Promise.all(starts)).map(({ status }) => status)).toEqual([202, 202])
    expect((await stop).status).toBe(500)
    await clock.tick(10_000)
    expect(spawner.pids).toHaveLength(1)
  })
})

describe('a start', () => {
  test('is over at once, without a tick, unless it is told otherwise', async () => {
    const { ask, clock } = makeHub()
    expect((await ask('POST')).status).toBe(201)
    expect(await (await ask('GET')).json()).toMatchObject({ ready: true, pending: null })
    expect((await ask('DELETE')).status).toBe(204)
    await clock.tick(0)
    expect(await (await ask('GET')).json()).toMatchObject({ ready: false, stopped: true })
  })

  test('goes by its script, and the clock', async () => {
    const { ask, clock, spawner } = makeHub()
    spawner.script('ada', [
      { wait: 4000 },
      { progress: 40, message: 'Halfway', ready: true },
      { wait: 9000 },
    ])
    const start = ask('POST')
    await clock.tick(4000)
    const text = (await ask('GET', `${path}/progress`)).text()
    await clock.tick(6000)
    expect((await start).status).toBe(202)
    await clock.tick(3000)
    expect((await text).split('\n\n').map((line) => line.slice(0, 24))).toEqual([
      '',
      'data: {"progress": 0, "m',
      'data: {"progress": 40, "',
      '',
      'data: {"progress": 100, ',
      '',
    ])
    expect(await text).not.toContain('"Halfway", "ready"')
  })

  test('fails where its script does, with the status and the words of it', async () => {
    const { ask, spawner } = makeHub()
    spawner.script('ada', 'lab', [{ fail: 'no room', status: 409 }])
    const answer = await ask('POST', 'hub/api/users/ada/servers/lab')
    expect([answer.status, await answer.json()]).toEqual([409, { status: 409, message: 'no room' }])
  })

  test('that hangs is given up after a while', async () => {
    const { ask, clock, spawner } = makeHub({
      config: { start_timeout: 30, slow_spawn_timeout: 60 },
    })
    spawner.script('ada', [{ hang: true }])
    const start = ask('POST')
    await clock.tick(30_000)
    expect((await start).status).toBe(500)
    expect(await (await ask('GET')).json()).toMatchObject({ pending: null, ready: false })
  })

  test('is called off by a stop, for which the hub waits a second', async () => {
    const { ask, clock, spawner } = makeHub({ config: { slow_spawn_timeout: 1 } })
    spawner.script('ada', [{ hang: true }])
    const start = ask('POST')
    await clock.tick(1000)
    expect((await start).status).toBe(202)
    const stop = ask('DELETE')
    await clock.tick(1000)
    expect((await stop).status).toBe(204)
  })

  test('that is called off while its request waits leaves that unanswered', async () => {
    const { ask, clock, spawner } = makeHub()
    spawner.script('ada', [{ wait: 8000 }])
    const controller = new AbortController()
    let answered = false
    const asked = ask('POST', path, { signal: controller.signal }).finally(() => {
      answered = true
    })
    await clock.tick(300)
    const stopped = ask('DELETE')
    await clock.tick(1000)
    expect((await stopped).status).toBe(204)
    await clock.tick(60_000)
    expect(answered).toBe(false)
    expect(await (await ask('GET')).json()).toMatchObject({ ready: false, pending: null })
    controller.abort(new Error('waited long enough'))
    await expect(asked).rejects.toThrow('waited long enough')
  })

  test('may be decided by a function for all', async () => {
    const { ask } = makeHub({ spawner: ({ user }) => [{ fail: `not for ${user}` }] })
    expect(await (await ask('POST')).json()).toMatchObject({ message: 'not for ada' })
  })
})

test('a stop may take its time', async () => {
  const { ask, clock, spawner } = makeHub()
  spawner.script('ada', [{ stop: 12_000 }])
  await ask('POST')
  const stop = ask('DELETE')
  await clock.tick(10_000)
  expect((await stop).status).toBe(202)
  expect(await (await ask('GET')).json()).toMatchObject({ pending: 'stop' })
  await clock.tick(2000)
  expect(await (await ask('GET')).json()).toMatchObject({ pending: null })
})

describe('a server’s own API', () => {
  const own = { headers: { authorization: 'token of-ada' } }

  test('tells its status, and keeps kernels and files', async () => {
    const { ask } = makeHub()
    await ask('POST')
    const kernel = await (await ask('POST', 'user/ada/api/kernels', own)).json()
    expect(await (await ask('GET', 'user/ada/api/kernels', own)).json()).toEqual([kernel])
    const body = JSON.stringify({ type: 'file', format: 'text', content: 'hello' })
    const saved = await ask('PUT', 'user/ada/api/contents/a.txt', { ...own, body })
    expect(saved.status).toBe(201)
    const file = await (await ask('GET', 'user/ada/api/contents/a.txt', own)).json()
    expect(file).toMatchObject({ path: 'a.txt', content: 'hello' })
    expect(await (await ask('GET', 'user/ada/api/status', own)).json()).toMatchObject({
      kernels: 1,
    })
  })

  test('needs a token that may visit it', async () => {
    const { ask, hub } = makeHub()
    await ask('POST')
    expect((await hub.fetch('user/ada/api/status')).status).toBe(403)
  })
})

describe('a server that does not run', () => {
  test.each([
    ['6.0', 424],
    ['1.5', 503],
  ])('is told from one that does: hub %s', async (version, status) => {
    const { ask } = makeHub({ version })
    const away = await ask('GET', 'user/ada/api/status', { redirect: 'manual' })
    expect(away.headers.get('location')).toBe('/hub/user/ada/api/status')
    const told = await ask('GET', 'hub/user/ada/api/status', {
      headers: { authorization: 'token of-ada' },
    })
    expect(told.status).toBe(status)
    expect(await told.json()).toEqual({
      message:
        'JupyterHub server no longer running at /user/ada/api/status.' +
        ' Restart the server at http://hub.example/hub/spawn/ada',
    })
  })

  test('is nothing for those who may not visit it', async () => {
    const { ask } = makeHub()
    const other = await ask('GET', 'hub/user/admin/', {
      headers: { authorization: 'token of-ada' },
    })
    expect(other.status).toBe(404)
  })
})

test('the default server is there from the first look at its user, and may be renamed away', async () => {
  const { ask } = makeHub()
  const stopped = async () => {
    const list = await ask('GET', 'hub/api/users?include_stopped_servers')
    return ((await list.json()) as { servers: object }[]).map(({ servers }) => Object.keys(servers))
  }
  expect(await stopped()).toEqual([[''], ['']])
  expect((await ask('PATCH', path, { body: '{"name":"old"}' })).status).toBe(200)
  expect(await stopped()).toEqual([[''], ['old']])
  expect((await ask('GET')).status).toBe(404)
  expect((await ask('POST')).status).toBe(201)
  expect((await ask('GET')).status).toBe(200)
})
