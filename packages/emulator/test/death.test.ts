import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { HubConfig } from '../src/index.ts'

const headers = { authorization: 'token secret' }

/** A hub whose admin has a server that ends by itself after so many milliseconds. */
async function hubWithDying(ms: number, config: Partial<HubConfig> = {}) {
  const clock = manualClock()
  const hub = createHub({
    users: [{ name: 'admin', admin: true, token: 'secret' }],
    clock,
    config,
    spawner: () => [{ die: ms }],
  })
  const ask = async (method: string, path: string): Promise<number> =>
    (await hub.fetch(path, { method, headers })).status
  const isUp = async () => {
    const response = await hub.fetch('hub/api/users/admin', { headers })
    return ((await response.json()) as { server: string | null }).server !== null
  }
  expect(await ask('POST', server)).toBe(201)
  expect(await ask('GET', status)).toBe(200)
  return { hub, clock, ask, isUp }
}

const server = 'hub/api/users/admin/server'
const status = 'user/admin/api/status'

describe('a server that ends by itself', () => {
  test('is up until the hub looks, and then stopped', async () => {
    const { hub, clock, ask, isUp } = await hubWithDying(40_000)
    await clock.tick(40_000)
    expect(await isUp()).toBe(true)
    const visited = await hub.fetch(status, { headers })
    expect([visited.status, visited.headers.get('content-type')]).toEqual([503, 'text/html'])
    expect(visited.headers.get('x-jupyterhub-version')).toBeNull()
    expect(await visited.text()).toContain('Your server appears to be down')
    await clock.tick(19_999)
    expect(await isUp()).toBe(true)
    await clock.tick(1)
    expect(await isUp()).toBe(false)
    expect(await ask('GET', status)).toBe(302)
    const [token] = hub.state.users.get('admin')?.tokens ?? []
    expect(token?.note).toBe('')
    expect(hub.state.users.get('admin')?.tokens.size).toBe(1)
  })

  test('is started anew where a start finds it gone, and stopped where a stop does', async () => {
    const { clock, ask, isUp } = await hubWithDying(1000)
    expect(await ask('POST', server)).toBe(400)
    await clock.tick(1000)
    expect(await ask('POST', server)).toBe(201)
    expect(await ask('GET', status)).toBe(200)
    await clock.tick(1000)
    expect(await isUp()).toBe(true)
    expect(await ask('DELETE', server)).toBe(204)
    expect(await isUp()).toBe(false)
    // What the hub was to look at for the first ones is none of the next one's.
    expect(await ask('POST', server)).toBe(201)
    await clock.tick(500)
    expect(await ask('GET', status)).toBe(200)
  })

  test('that was stopped before is not looked at', async () => {
    const { clock, ask, isUp } = await hubWithDying(40_000)
    expect(await ask('DELETE', server)).toBe(204)
    await clock.tick(35_000)
    expect(await ask('POST', server)).toBe(201)
    await clock.tick(30_000)
    expect([await isUp(), await ask('GET', status)]).toEqual([true, 200])
  })

  test('stays up to a hub that does not look', async () => {
    const { clock, ask, isUp } = await hubWithDying(1000, { poll_interval: 0 })
    await clock.tick(3_600_000)
    expect([await isUp(), await ask('GET', status)]).toEqual([true, 503])
  })

  test('is up as long as the hub is away, and is seen when it is back', async () => {
    const { hub, clock, isUp } = await hubWithDying(20_000)
    const found = hub.state.users.get('admin')?.servers.get('')
    hub.faults.add({ path: '/hub/health', trouble: { restart: 40_000 } })
    await clock.tick(10_000)
    await hub.fetch('hub/health')
    await clock.tick(39_999)
    expect([hub.spawner.pids, found?.ready]).toEqual([[], true])
    await clock.tick(1)
    expect([found?.ready, await isUp()]).toEqual([false, false])
  })

  test.each([30, 0])('is seen when a hub is back that looks every %i s', async (poll_interval) => {
    const { hub, clock, isUp } = await hubWithDying(1000, { poll_interval })
    await clock.tick(5000)
    hub.faults.add({ path: '/hub/health', trouble: { restart: 5000 } })
    await hub.fetch('hub/health')
    await clock.tick(5000)
    expect(await isUp()).toBe(false)
  })
})
