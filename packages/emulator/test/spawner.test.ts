import { expect, test } from 'vitest'
import { createHub, manualClock } from '../src/index.ts'
import type { SpawnStep } from '../src/index.ts'

test.each<{ steps: readonly SpawnStep[]; end: string }>([
  { steps: [{ wait: 5000 }], end: '"ready": true' },
  { steps: [{ wait: 5000 }, { fail: 'no room' }], end: '"failed": true' },
  { steps: [{ hang: true }], end: '"failed": true' },
])('a start goes as it is scripted: $steps', async ({ steps, end }) => {
  const clock = manualClock()
  const hub = createHub({
    users: [{ name: 'admin', admin: true, token: 'secret' }],
    clock,
    config: { slow_spawn_timeout: 0 },
  })
  hub.spawner.script('admin', 'lab', [{ progress: 50, message: 'Halfway' }, ...steps])
  const headers = { authorization: 'token secret' }
  const start = hub.fetch('hub/api/users/admin/servers/lab', { method: 'POST', headers })
  await clock.tick(0)
  expect((await start).status).toBe(202)
  const progress = await hub.fetch('hub/api/users/admin/servers/lab/progress', { headers })
  const text = progress.text()
  await clock.tick(60_000)
  expect(await text).toContain('"Halfway"')
  expect(await text).toContain(end)
})
