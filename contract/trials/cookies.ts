import { describe, expect, test } from 'vitest'
import { isAtLeast } from '../src/version.ts'
import { findChromium, logIn, xsrfCookie } from './chromium.ts'
import { openHome, takeStatuses, whoami } from './hub-page.ts'
import { hubVersion, noteError, report } from './trial.ts'

declare global {
  var logInAnew: () => Promise<void>
}

const chromium = await findChromium()
// A browser is not to be had from npm, so that only CI insists on one.
const isLeftOut = chromium === undefined && process.env['CI'] !== 'true'
if (isLeftOut) report('cookies of a page: NOT RUN, apt-get install chromium', [])

/** Hubs since 4.0 want an XSRF token, older ones a `Referer`. */
const hasXsrf = isAtLeast(hubVersion, '4.0')
/** Since 4.1 it changes with each login, and until 5.5 the answer to a login has a wrong one. */
const isWrongAtLogin = isAtLeast(hubVersion, '4.1') && !isAtLeast(hubVersion, '5.5')

describe.skipIf(isLeftOut)('cookies of a page', { timeout: 120_000 }, () => {
  test('do what the person who is logged in may', async () => {
    const { hub, page, context, sent } = await openHome(chromium, 'admin')
    const done = await page.evaluate(async () => {
      const own = globalThis.pageHub()
      const { name } = await own.whoami()
      const users = await own.users.list().toArray()
      await own.users.create('grace')
      const { admin } = await own.users.update('grace', { admin: true })
      const options = { spawner: 'slow', seconds: 2 }
      const { status } = await own.servers.start(name, { name: 'lab', options })
      const events = []
      for await (const event of own.servers.progress(name, 'lab')) events.push(event)
      const lab = own.server(name, 'lab')
      const started = await lab.status()
      await lab.ensureStopped()
      const stopped = await lab.status()
      await own.users.delete('grace')
      await own.server(name).ensureRunning()
      await own.server(name).ensureStopped()
      return { name, admin, users: users.length, status, events, states: [started, stopped] }
    })
    expect(done).toMatchObject({ name: 'admin', admin: true, states: [{ state: 'ready' }, {}] })
    expect(done.users).toBeGreaterThan(5)
    expect([201, 202]).toContain(done.status)
    expect(done.events.at(-1)).toMatchObject({ ready: true })
    expect(['stopped', 'absent']).toContain(done.states[1]?.state)

    const xsrf = await xsrfCookie(context)
    expect(xsrf !== '').toBe(hasXsrf)
    for (const { url, headers } of sent) {
      const { authorization, cookie, referer, 'x-xsrftoken': token = '' } = await headers
      expect(authorization).toBeUndefined()
      expect(cookie).toContain('jupyterhub-hub-login=')
      expect(referer).toBe(`${hub.url}hub/home`)
      expect(token).toBe(xsrf)
      if (hasXsrf) expect(url).not.toContain(xsrf)
    }
    report('cookies of a page do what the person who is logged in may', [
      `whoami, list, create, update, delete, start (${done.status}), ${done.events.length} progress events, stop, ensureRunning:`,
      `${sent.length} requests with cookies and Referer, ${hasXsrf ? 'X-XSRFToken' : 'no X-XSRFToken'}, no Authorization`,
    ])
  })

  test('are nothing without the mode', async () => {
    const { hub, page } = await openHome(chromium, 'admin')
    const refusals = await page.evaluate(async () => {
      const own = new client.JupyterHub({ url: location.href, token: null })
      const calls = [
        own.whoami(),
        own.users.list().first(),
        own.users.create('grace'),
        own.servers.start('admin'),
      ]
      const outcomes = await Promise.allSettled<unknown>(calls)
      return outcomes.map((outcome) => {
        const { code, stack } = Object('reason' in outcome ? outcome.reason : {})
        return { code, text: `${stack}\n${JSON.stringify(outcome)}` }
      })
    })
    for (const { text } of refusals) noteError(text)
    expect(refusals.map(({ code }) => code)).toEqual(Array(4).fill('forbidden'))

    const statusOf = (referrerPolicy: ReferrerPolicy): Promise<number> =>
      page.evaluate(
        async ([url, policy]) => {
          const init: RequestInit = { credentials: 'include', referrerPolicy: policy }
          return (await fetch(url, init)).status
        },
        [`${hub.apiUrl}/user`, referrerPolicy] as const,
      )
    const bare = [await statusOf('same-origin'), await statusOf('no-referrer')]
    expect(bare).toEqual(hasXsrf ? [403, 403] : [200, 403])
    report('cookies of a page are nothing without the mode', [
      'whoami, list, create, start: 403 each',
      `a fetch with cookies, but no X-XSRFToken: ${bare[0]}, nor Referer: ${bare[1]}`,
    ])
  })

  test('go on when somebody logs in anew in another tab', async () => {
    const { hub, page, context, frames } = await openHome(chromium, 'admin')
    const users = ['ada', 'admin', 'admin']
    const logInNext = async (): Promise<void> => {
      const before = await xsrfCookie(context)
      const tab = await logIn(context, hub, users.shift() ?? '')
      await tab.close()
      expect((await xsrfCookie(context)) !== before).toBe(hasXsrf)
    }
    await logInNext()
    expect(await whoami(page)).toBe('ada')
    expect(await takeStatuses(page)).toEqual([200])

    // While a request is on its way, so that it goes with the token of before and the cookies of after.
    await page.exposeFunction('logInAnew', logInNext)
    const changed = await page.evaluate(async () => {
      let isFirst = true
      const own = globalThis.pageHub().with({
        retries: 0,
        middleware: [
          async (request, next) => {
            if (isFirst) await globalThis.logInAnew()
            isFirst = false
            return next(request)
          },
        ],
      })
      await own.users.create('grace')
      isFirst = true
      return own.users.update('grace', { admin: true })
    })
    expect(changed).toMatchObject({ name: 'grace', admin: true })
    const statuses = await takeStatuses(page)
    expect(statuses).toEqual(hasXsrf ? [403, 201, 403, 200] : [201, 200])
    expect(frames).toEqual([])
    report('cookies of a page go on when somebody logs in anew in another tab', [
      'before a call: it is made as whoever is logged in now',
      `while a POST, then a PATCH is on its way: ${statuses.join(', ')}, no frame`,
    ])
  })

  test('are fetched anew, once for all calls, when there is no `_xsrf` cookie', async () => {
    const { hub, page, context, frames } = await openHome(chromium, 'admin')
    await context.clearCookies({ name: '_xsrf' })
    const ms = await page.evaluate(async () => {
      const own = globalThis.pageHub({ retries: 0 })
      const names = Array.from({ length: 5 }, (_, index) => `new-${index}`)
      const start = performance.now()
      await Promise.all(names.map((name) => own.users.create(name)))
      return Math.round(performance.now() - start)
    })
    const statuses = await takeStatuses(page)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([
      ...Array(5).fill(201),
      ...Array(hasXsrf ? 5 : 0).fill(403),
    ])
    expect(frames).toEqual(hasXsrf ? [`${new URL(hub.url).pathname}hub/error/200`] : [])
    expect(await page.locator('iframe').count()).toBe(0)
    report('cookies of a page, without `_xsrf`', [
      `5 users made at once: ${statuses.join(', ')}; frames: ${frames.length}; ${ms} ms`,
    ])
  })

  test('are fetched anew after a login that has opened no page', async () => {
    const { hub, page, context, frames } = await openHome(chromium, 'admin')
    // Pages of the hub would mend the cookie.
    const tab = await logIn(context, hub, 'ada', 'hub/logo')
    await tab.close()
    const atLogin = await xsrfCookie(context)
    expect(await whoami(page)).toBe('ada')
    const statuses = await takeStatuses(page)
    expect(statuses).toEqual(isWrongAtLogin ? [403, 200] : [200])
    expect((await xsrfCookie(context)) !== atLogin).toBe(isWrongAtLogin)
    expect(frames).toHaveLength(isWrongAtLogin ? 1 : 0)
    report('cookies of a page after a login that has opened no page', [
      `${statuses.join(', ')}; frames: ${frames.length}`,
    ])
  })

  test('end in a refusal when nobody is logged in', async () => {
    const { page, context, frames } = await openHome(chromium, 'admin')
    await context.clearCookies()
    const refusal = await page.evaluate(async () => {
      const [outcome] = await Promise.allSettled([globalThis.pageHub().users.create('grace')])
      const { code, stack } = Object('reason' in outcome ? outcome.reason : {})
      return { code, text: `${stack}\n${JSON.stringify(outcome)}` }
    })
    await xsrfCookie(context)
    noteError(refusal.text)
    expect(refusal.code).toBe('forbidden')
    expect(await takeStatuses(page)).toEqual(hasXsrf ? [403, 403] : [403])
    expect(frames).toHaveLength(hasXsrf ? 1 : 0)
  })
})
