import { describe, expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'

const admin = { name: 'admin', admin: true, token: 'of-admin' }
const headers = { authorization: 'token of-admin' }
const created = { status: 201, body: { name: 'ada' } } as const

describe('a request that the hub never sees', () => {
  const post = { method: 'POST', headers, body: '{"usernames": ["ada"]}' }

  test.each([true, false])('is understood for all that is known, strictly: %s', async (strict) => {
    const hub = createHub({ users: [admin], strict })
    hub.faults.add({ trouble: created })
    expect((await hub.fetch('hub/api/users', post)).status).toBe(201)
    expect(hub.requests).toMatchObject([{ known: true, unread: false }])
    hub.assertUnderstood()
  })

  test('is not understood if the hub has nothing there', async () => {
    const hub = createHub({ users: [admin] })
    hub.faults.add({ trouble: created })
    await hub.fetch('hub/api/userz', post)
    expect(() => hub.assertUnderstood()).toThrow('- POST /hub/api/userz\n+ POST /hub/api/users')
  })
})

test.each([{ drip: 8, every: 100 }, 'buffering'] as const)(
  'a body that nobody reads any more is let go of: %j',
  async (trouble) => {
    const clock = manualClock()
    const hub = createHub({ users: [admin], clock, config: { slow_spawn_timeout: 0 } })
    hub.spawner.script('admin', [{ hang: true }])
    const starting = hub.fetch('hub/api/users/admin/server', { method: 'POST', headers })
    await clock.tick(0)
    await starting
    const before = clock.waiting
    hub.faults.add({ trouble, path: '/hub/api/users/{user}/server/progress' })
    const { body } = await hub.fetch('hub/api/users/admin/server/progress', { headers })
    const reader = body?.getReader()
    void reader?.read()
    await reader?.cancel()
    await clock.tick(200)
    expect(clock.waiting).toBe(before)
  },
)

test('what is printed of a body that is not read holds no secret', async () => {
  const hub = createHub({ users: [admin] })
  for (const body of [
    '{"Password":"CANARY"',
    '{"accessToken":"CANARY","api_key":"CANARY"}',
    'CANARY',
  ]) {
    await hub.fetch('hub/api/users/admin', { method: 'DELETE', headers, body })
    hub.state.addUser('admin', true)
    await hub.fetch('hub/api/proxy', { method: 'POST', headers, body })
  }
  expect(() => hub.assertUnderstood()).toThrow('nothing reads this body')
  expect(() => hub.assertUnderstood()).not.toThrow('CANARY')
})
