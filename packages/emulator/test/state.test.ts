import { expect, test } from 'vitest'
import { createHub } from '../src/index.ts'

test('who is made an admin, or is one no more, may do as much from then on', async () => {
  const hub = createHub({
    users: [{ name: 'ada', token: 'secret' }],
    services: [{ name: 'culler', api_token: 'its-secret' }],
  })
  const list = async (token: string): Promise<number> =>
    (await hub.fetch('hub/api/users', { headers: { authorization: `token ${token}` } })).status
  const all = async () => [await list('secret'), await list('its-secret')]
  const [ada, culler] = [hub.state.users.get('ada'), hub.state.services.get('culler')]
  if (ada === undefined || culler === undefined) throw new Error('they are there')
  expect(await all()).toEqual([403, 403])
  ada.admin = true
  culler.admin = true
  expect(await all()).toEqual([200, 200])
  ada.admin = false
  expect(await all()).toEqual([403, 200])
  expect([ada.admin, culler.admin]).toEqual([false, true])
})

test('copies and JSON of who may be an admin say whether they are', () => {
  const hub = createHub({ users: [{ name: 'ada', admin: true }], services: [{ name: 'culler' }] })
  for (const [found, admin] of [
    [hub.state.users.get('ada'), true],
    [hub.state.services.get('culler'), false],
  ] as const) {
    expect(Object.assign({}, found)).toMatchObject({ admin })
    expect(JSON.parse(JSON.stringify(found))).toMatchObject({ admin })
  }
})
