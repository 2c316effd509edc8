import { describe, expect, test } from 'vitest'
import { theTarget } from '../src/target.ts'

const target = theTarget()

describe('pages for people', () => {
  test('come with a style', async () => {
    const { status, headers } = await target.visit(`${target.url}hub/static/css/style.min.css`)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/css'])
  })

  test('show the logo of the hub', async () => {
    const { status, headers } = await target.visit(`${target.url}hub/logo`)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  test('hold one about all users, for admins alone', async () => {
    const [admin, user] = await Promise.all(['admin', 'ada'].map((name) => target.browser(name)))
    expect((await admin?.fetch('hub/admin'))?.status).toBe(200)
    expect((await user?.fetch('hub/admin'))?.status).toBe(403)
  })
})

describe('the page of a server', () => {
  test('is hidden from who may not visit it', async () => {
    const stranger = await target.browser()
    const headers = { authorization: `token ${target.tokens['nobody']}` }
    const { status } = await stranger.fetch('hub/user/ada/lab/tree', { headers })
    // Hub 1.x looks for the services' own servers.
    expect(status).toBe(target.atLeast('5.0') ? 404 : target.atLeast('2.0') ? 403 : 500)
  })

  test('of somebody else is hidden from users', async () => {
    const ada = await target.browser('ada')
    const { status } = await ada.fetch('hub/user/admin/lab/tree')
    expect(status).toBe(target.atLeast('2.0') ? 404 : 302)
  })
})

describe('metrics', () => {
  test('tell of the process that is the hub', async () => {
    expect(await target.as('metrics').metrics()).toContain('\nprocess_cpu_seconds_total ')
  })
})
