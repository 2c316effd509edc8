import type { User, UserFilter } from 'jupyterhub-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startReady, stopAndWait, untilReady } from '../src/server-fixtures.ts'
import { theTarget } from '../src/target.ts'
import { tooOld } from '../src/too-old.ts'

const target = theTarget()
const { hub, atLeast } = target

const names = async (filter: UserFilter): Promise<string[]> =>
  (await hub.users.list(filter).toArray()).map(({ name }) => name)

describe('listing users by the state of their servers', () => {
  const prefix = target.uniqueName('state')
  const three = ['idle', 'busy', 'none'].map((name) => `${prefix}-${name}`)
  const [idle = '', busy = '', none = ''] = three
  const ours = (all: readonly string[]): string[] => all.filter((name) => name.startsWith(prefix))

  beforeAll(async () => {
    await hub.users.createMany(three)
    await startReady(idle)
    await hub.servers.start(busy, { options: { spawner: 'slow', seconds: 8 } })
  })
  afterAll(async () => {
    // Hubs before 5.1 stop nothing that starts.
    if (!atLeast('5.1')) await untilReady(busy)
    await stopAndWait(busy)
    for (const name of three) await hub.users.delete(name)
  })

  test('tells who has a server that is up or starting', async () => {
    expect(ours(await names({ state: 'active' }))).toEqual([idle, busy])
    expect(ours(await names({ state: 'ready' }))).toEqual([idle])
    expect(ours(await names({ state: 'inactive' }))).toEqual([none])
  })

  test('counts those who are starting among those who are ready', async () => {
    const totals = []
    for await (const page of hub.users.list({ state: 'ready' }).pages()) totals.push(page)
    const found = totals.flatMap(({ items }) => items).length
    if (atLeast('2.0')) expect(totals[0]?.total).toBeGreaterThan(found)
    else expect(totals[0]?.total).toBe(found)
  })

  test('shows the servers that are active', async () => {
    const all = await hub.users.list({ state: 'active' }).toArray()
    const [first, second] = [busy, idle].map((name) => all.find((user) => user.name === name))
    expect(first).toMatchObject({
      server: null,
      pending: 'spawn',
      servers: { '': { ready: false } },
    })
    expect(second).toMatchObject({ pending: null, servers: { '': { ready: true } } })
    expect(second?.server).toBe(`${target.basePath}user/${idle}/`)
  })

  test('by a state that does not exist: 400', async () => {
    const { json } = await target.raw({ path: '/users?state=bogus' })
    expect(json).toEqual({ status: 400, message: "Unrecognized state filter: 'bogus'" })
  })
})

describe('stopped servers', () => {
  const owner = target.uniqueName('owner')

  beforeAll(async () => {
    await hub.users.create(owner)
    await startReady(owner, 'lab')
    await stopAndWait(owner, 'lab')
  })
  afterAll(() => hub.users.delete(owner))

  test('are shown on request since 3.0; before, they are hidden, and the answer is refused', async () => {
    const hidden = await hub.users.get(owner, { include_stopped_servers: false })
    expect(hidden.servers).toEqual({})
    const shown = hub.users.get(owner, { include_stopped_servers: true })
    if (!atLeast('3.0')) {
      await tooOld(shown, '3.0')
      return
    }
    expect((await shown).servers?.['lab']).toMatchObject({
      name: 'lab',
      ready: false,
      stopped: true,
    })
  })

  test('are shown in lists, too', async () => {
    const list = hub.users.list({ include_stopped_servers: true }).toArray()
    const serversIn = (all: readonly User[]) => all.find(({ name }) => name === owner)?.servers
    if (atLeast('3.0')) return expect(serversIn(await list)).toHaveProperty('lab')
    await tooOld(list, '3.0')
    const { json } = await target.raw({ path: '/users?include_stopped_servers=1' })
    expect(serversIn(json as User[])).toEqual({})
  })

  test.each([
    ['', true],
    ['no', true],
    ['True', true],
    ['0', false],
    ['False', false],
  ])('are shown for any value but 0 and false: %j', async (value, shows) => {
    const path = `/users/${owner}?include_stopped_servers=${value}`
    const { json } = await target.raw({ path })
    const shown = 'lab' in Object(Object(json)['servers'])
    expect(shown).toBe(atLeast('3.0') && shows)
  })

  test('leave their owner among the inactive', async () => {
    expect(await names({ state: 'inactive' })).toContain(owner)
    expect(await names({ state: 'active' })).not.toContain(owner)
  })
})
