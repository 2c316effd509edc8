import { expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'

const headers = { authorization: 'token secret' }
const users = [{ name: 'admin', admin: true, token: 'secret' }, 'ada']

/** A hub that starts a server, and is to be restarted by the next look at its health. */
async function startingHub() {
  const clock = manualClock()
  const hub = createHub({ users, clock, config: { slow_spawn_timeout: 0 } })
  hub.spawner.script('ada', [{ progress: 50, message: 'Halfway' }, { wait: 10_000 }])
  hub.faults.add({ path: '/hub/health', trouble: { restart: 3000 } })
  const start = hub.fetch('hub/api/users/ada/server', { method: 'POST', headers })
  await clock.tick(0)
  expect((await start).status).toBe(202)
  return { hub, clock }
}

const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status

test('a restart of the hub ends streams', async () => {
  const { hub } = await startingHub()
  const stream = await hub.fetch('hub/api/users/ada/server/progress', { headers })
  const text = stream.text()
  expect(await statusOf(hub.fetch('hub/health'))).toBe(503)
  await expect(text).rejects.toThrow('terminated')
})

test('a restart of the hub ends all streams, however many', async () => {
  const { hub } = await startingHub()
  const streams = Array.from({ length: 20 }, () =>
    hub.fetch('hub/api/users/ada/server/progress', { headers }),
  )
  const bodies = (await Promise.all(streams)).map((stream) => stream.text())
  expect(await statusOf(hub.fetch('hub/health'))).toBe(503)
  const ends = await Promise.allSettled(bodies)
  expect(ends.map(({ status }) => status)).toEqual(Array(20).fill('rejected'))
})

test('a restart of the hub forgets starts, and not what is up', async () => {
  const { hub, clock } = await startingHub()
  hub.spawner.script('admin', [])
  const start = hub.fetch('hub/api/users/admin/server', { method: 'POST', headers })
  await clock.tick(0)
  await start
  await hub.fetch('hub/health')
  await clock.tick(20_000)
  const servers = hub.state.users.all.map(({ servers: all }) => all.get('')?.ready)
  expect(servers).toEqual([true, false])
  expect(hub.state.users.get('ada')?.servers.get('')?.pending).toBeNull()
})

test('a hub that is back finds up what it was stopping', async () => {
  const { hub, clock } = await startingHub()
  hub.spawner.script('admin', [{ stop: 5000 }])
  const path = 'hub/api/users/admin/server'
  await hub.fetch(path, { method: 'POST', headers })
  const stop = hub.fetch(path, { method: 'DELETE', headers, body: '{}' })
  await clock.tick(1000)
  await hub.fetch('hub/health')
  expect(await statusOf(stop)).toBe(503)
  await clock.tick(20_000)
  const server = hub.state.users.get('admin')?.servers.get('')
  expect([server?.ready, server?.pending]).toEqual([true, null])
  expect(hub.spawner.pids).toEqual([server?.spawner?.pid])
  expect(await statusOf(hub.fetch('user/admin/'))).toBe(200)
})

test('a named server that was to be removed is there when the hub is back', async () => {
  const { hub, clock } = await startingHub()
  hub.spawner.script('admin', 'lab', [{ stop: 5000 }])
  const path = 'hub/api/users/admin/servers/lab'
  await hub.fetch(path, { method: 'POST', headers })
  const stop = hub.fetch(path, { method: 'DELETE', headers, body: '{"remove": true}' })
  await clock.tick(1000)
  await hub.fetch('hub/health')
  await stop
  await clock.tick(20_000)
  expect(hub.state.users.get('admin')?.servers.get('lab')?.ready).toBe(true)
})

test('a restart of the hub ends requests that wait', async () => {
  const clock = manualClock()
  const hub = createHub({ users, clock })
  hub.spawner.script('ada', [{ wait: 5000 }])
  const waiting = hub.fetch('hub/api/users/ada/server', { method: 'POST', headers })
  await clock.tick(1000)
  hub.faults.add({ trouble: { restart: 100 } })
  await hub.fetch('hub/api')
  expect(await statusOf(waiting)).toBe(503)
})

test('a server that is found up again still ends by itself, and the hub finds out', async () => {
  const { hub, clock } = await startingHub()
  hub.spawner.script('admin', [{ stop: 5000 }, { die: 40_000 }])
  const path = 'hub/api/users/admin/server'
  await hub.fetch(path, { method: 'POST', headers })
  const stop = hub.fetch(path, { method: 'DELETE', headers, body: '{}' })
  await clock.tick(1000)
  await hub.fetch('hub/health')
  await stop
  await clock.tick(30_000)
  const server = hub.state.users.get('admin')?.servers.get('')
  expect([server?.ready, hub.spawner.pids.length]).toEqual([true, 1])
  await clock.tick(40_000)
  expect([server?.ready, hub.spawner.pids.length]).toEqual([false, 0])
})

test.each([
  [3000, 5000, 6000],
  [3000, 500, 3000],
])(
  'a restart of %i ms and then, 1 s later, one of %i ms end after %i ms',
  async (first, second, end) => {
    const clock = manualClock()
    const hub = createHub({ users, clock })
    const health = () => statusOf(hub.fetch('hub/health'))
    hub.faults.add({ path: '/hub/api', trouble: { restart: first } })
    hub.faults.add({ path: '/hub/api', trouble: { restart: second } })
    await hub.fetch('hub/api')
    await clock.tick(1000)
    await hub.fetch('hub/api')
    await clock.tick(end - 1001)
    expect(await health()).toBe(503)
    await clock.tick(1)
    expect(await health()).toBe(200)
  },
)
