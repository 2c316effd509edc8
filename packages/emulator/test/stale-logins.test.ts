import { expect, test } from 'vitest'
import { createHub } from '../src/index.ts'

const hub = createHub({
  users: [
    { name: 'sam', token: 'of-sam' },
    { name: 'ada', token: 'of-ada' },
  ],
  refreshUser: (name) => name !== 'sam',
})

const whoIs = (token: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  hub.fetch('hub/api/user', { headers: { authorization: `token ${token}`, ...headers } })

test('who has to log in anew is nobody', async () => {
  expect((await whoIs('of-ada')).status).toBe(200)
  expect((await whoIs('of-sam')).status).toBe(403)
})

test('the hub knows a token whose owner has to log in anew, and so does not speak of XSRF', async () => {
  const fromPage = { origin: 'https://hub.example', 'sec-fetch-mode': 'cors' }
  expect(await (await whoIs('unknown', fromPage)).text()).toContain('_xsrf')
  expect(await (await whoIs('of-sam', fromPage)).text()).not.toContain('_xsrf')
})
