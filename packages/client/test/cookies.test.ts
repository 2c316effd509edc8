import { describe, expect, test, vi } from 'vitest'
import { manualClock } from 'jupyterhub-emulator'
import { ForbiddenError, HubConfigError, HubError, JupyterHub } from '../src/index.ts'
import type { ClientOptions } from '../src/index.ts'
import { lost } from './support/answers.ts'
import { failure, thrown } from './support/failure.ts'
import { canary, fakeHub, hubError, json } from './support/fake-hub.ts'
import type { Answerer, Sent } from './support/fake-hub.ts'
import { loadParts } from './support/loaded.ts'
import { openPage } from './support/page.ts'
import { shown } from './support/shown.ts'

const url = 'https://hub.example.org'

/** A hub that is asked by whoever is logged in. */
const cookieHub = (answer: Answerer, options: Partial<ClientOptions> = {}) =>
  fakeHub(answer, { token: null, credentials: 'include', ...options })

const xsrfOf = ({ headers }: Sent) => headers.get('x-xsrftoken')

/** A hub that knows one XSRF token, and says as real hubs since 4.0 do that it does not know another, or misses it. */
const knowing =
  (token: string): Answerer =>
  (request) => {
    const given = xsrfOf(request)
    if (given === token) return json({ name: 'ada' })
    return hubError(
      403,
      given === null
        ? `'_xsrf' argument missing from ${request.method}`
        : `XSRF cookie does not match ${request.method} argument`,
    )
  }

describe('a hub with the cookies of its page', () => {
  test.each([
    ['alone', '_xsrf=abc', 'abc'],
    ['among others', 'theme=dark; _xsrf=abc; lang=de', 'abc'],
    ['the first of several', '_xsrf=hub; _xsrf=notebook', 'hub'],
    ['in quotes', '_xsrf="2|abc|17"; theme=dark', '2|abc|17'],
    ['with what base64 ends in', '_xsrf=MnwxOjA=', 'MnwxOjA='],
    ['after names that end as it does', 'my_xsrf=1; x-_xsrf=2; _xsrf=abc', 'abc'],
    ['that only looks like it', 'my_xsrf=1; _xsrf2=2; note=_xsrf', null],
    ['that is empty', '_xsrf=; theme=dark', null],
    ['that is not there', '', null],
  ])('sends the `_xsrf` cookie: %s', async (_, cookie, expected) => {
    openPage(cookie)
    const { hub, sent } = cookieHub(() => json({}))
    await hub.whoami()
    expect(sent.map(xsrfOf)).toEqual([expected])
  })

  test('sends cookies and Referer, and no token of its own', async () => {
    openPage(`_xsrf=${canary}`)
    const { hub, sent } = cookieHub(() => json({}))
    await hub.users.update('ada', { admin: true })
    expect(sent[0]?.init).toMatchObject({ credentials: 'include', referrerPolicy: 'same-origin' })
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-xsrftoken': canary,
    })
  })

  test('sends no cookies where none are needed, or where a call has a token of its own', async () => {
    openPage(`_xsrf=${canary}`)
    const { hub, sent } = cookieHub(() => json({ version: '6.0.1' }))
    await hub.version()
    await hub.whoami({ headers: { authorization: 'token other' } })
    const adding = hub.with({
      middleware: [
        (request, next) => {
          request.headers['authorization'] = 'token another'
          return next(request)
        },
      ],
    })
    await adding.whoami()
    expect(sent.map(({ init }) => init.credentials)).toEqual(['omit', 'omit', 'omit'])
  })

  test('reads the cookie at every attempt', async () => {
    const page = openPage('_xsrf=one')
    const { hub, sent } = cookieHub(
      (_, number) => {
        page.cookie = '_xsrf=two'
        return number === 1 ? hubError(503) : json({})
      },
      { random: () => 0 },
    )
    await hub.whoami()
    page.cookie = '_xsrf=three'
    await hub.whoami()
    expect(sent.map(xsrfOf)).toEqual(['one', 'two', 'three'])
  })

  test('is the same for the hubs that `with` makes, and other than one with a token', async () => {
    openPage('_xsrf=abc')
    const { hub, sent } = cookieHub(() => json({}))
    await hub.with({ timeout: 1000 }).whoami()
    const other = fakeHub(() => json({}))
    await other.hub.with({ token: null, credentials: 'include' }).whoami()
    await other.hub.with({ token: null }).with({ credentials: 'include' }).whoami()
    await other.hub.whoami()
    expect([...sent, ...other.sent].map(xsrfOf)).toEqual(['abc', 'abc', 'abc', null])
    expect(other.sent[2]?.init.credentials).toBe('omit')
  })
})

describe('credentials are refused', () => {
  const make = (options: object) => () =>
    new JupyterHub({ url, token: null, credentials: 'include', ...options } as never)

  test.each([
    ['with a token', { token: canary }],
    ['with a token function', { token: () => canary }],
    ['without token: null', { token: undefined }],
    ['of another kind', { credentials: 'omit' }],
    ['of no kind', { credentials: null }],
  ])('%s', (_, options) => {
    openPage('_xsrf=abc')
    const error = thrown(HubConfigError, make(options))
    expect(error.message).toBe("credentials can only be 'include', and that needs token: null")
    expect(shown(error)).not.toContain(canary)
  })

  const elsewhere = "credentials: 'include' is for pages of the hub: elsewhere use a token"

  test.each([
    ['another host', 'https://example.org'],
    ['another port', 'https://hub.example.org:8443'],
    ['another scheme', 'http://hub.example.org'],
    ['a host whose name begins so', 'https://hub.example'],
    ['a sandbox', 'null'],
  ])('in a page of %s', (_, origin) => {
    openPage('_xsrf=abc', undefined, origin)
    expect(thrown(HubConfigError, make({})).message).toBe(elsewhere)
  })

  test('in a worker', () => {
    openPage('_xsrf=abc')
    vi.stubGlobal('document', undefined)
    expect(thrown(HubConfigError, make({})).message).toBe(elsewhere)
  })

  test('where there is no page', () => {
    expect(thrown(HubConfigError, make({})).message).toBe(elsewhere)
    const { hub } = fakeHub(() => json({}))
    const change = () => hub.with({ token: null, credentials: 'include' })
    expect(thrown(HubConfigError, change).message).toBe(elsewhere)
  })

  test('by `with`, when a token is there', () => {
    openPage('_xsrf=abc')
    const { hub } = fakeHub(() => json({}))
    const change = () => hub.with({ credentials: 'include' })
    expect(thrown(HubConfigError, change).message).toContain('needs token: null')
  })
})

test('a token given to `with` takes the place of the cookies', async () => {
  openPage('_xsrf=abc')
  const { hub, sent } = cookieHub(() => json({}))
  await hub.with({ token: canary }).whoami()
  expect(sent.map(xsrfOf)).toEqual([null])
  expect(sent[0]?.headers.get('authorization')).toBe(`token ${canary}`)
  expect(sent[0]?.init.credentials).toBe('omit')
})

describe('an `_xsrf` cookie that the hub calls wrong', () => {
  test.each([
    ['stale', '_xsrf=stale'],
    ['missing', ''],
  ])('is fetched anew by a frame, and the call made again: %s', async (_, cookie) => {
    const page = openPage(cookie, (self) => {
      self.cookie = `_xsrf=${canary}`
    })
    const clock = manualClock(0)
    const { hub, sent } = cookieHub(knowing(canary), { retries: 0, clock })
    await hub.users.create('bob')
    expect(page.frames).toEqual([`${url}/hub/error/200`])
    expect(page.shown).toBe(0)
    expect(clock.waiting).toBe(0)
    expect(sent).toHaveLength(2)
    await hub.whoami()
    expect(page.frames).toHaveLength(1)
  })

  test('is read again when a login elsewhere has changed it, without a frame', async () => {
    const page = openPage('_xsrf=stale')
    const { hub, sent } = cookieHub((request, number) => {
      page.cookie = `_xsrf=${canary}`
      return knowing(canary)(request, number)
    })
    await hub.whoami()
    expect(sent.map(xsrfOf)).toEqual(['stale', canary])
    expect(page.frames).toEqual([])
  })

  test('is fetched once for all calls that go on at the same time', async () => {
    let arrived = 0
    let release = () => {}
    const all = new Promise<void>((resolve) => {
      release = resolve
    })
    const page = openPage('_xsrf=stale', async (self) => {
      // All of them have been refused by then.
      for (let turns = 0; turns < 20; turns += 1) await new Promise((next) => setImmediate(next))
      self.cookie = `_xsrf=${canary}`
    })
    const { hub } = cookieHub(async (request, number) => {
      arrived += 1
      if (arrived === 20) release()
      await all
      return knowing(canary)(request, number)
    })
    await Promise.all(Array.from({ length: 20 }, () => hub.whoami()))
    expect(page.frames).toHaveLength(1)
    expect(page.shown).toBe(0)
  })

  test('ends the call with the refusal when the hub gives the same again', async () => {
    const page = openPage('_xsrf=stale')
    const { hub, sent } = cookieHub(knowing(canary))
    const error = await failure(ForbiddenError, hub.whoami())
    expect(error).toMatchObject({
      message: 'XSRF cookie does not match GET argument',
      attempts: 1,
    })
    expect(page.frames).toHaveLength(1)
    expect(sent).toHaveLength(1)
  })

  test('is not fetched a second time for one call', async () => {
    let given = 0
    const page = openPage('_xsrf=stale', (self) => {
      given += 1
      self.cookie = `_xsrf=wrong-${given}`
    })
    const { hub, sent } = cookieHub(knowing(canary))
    const error = await failure(ForbiddenError, hub.whoami())
    expect(error.attempts).toBe(2)
    expect(sent).toHaveLength(2)
    expect(page.frames).toHaveLength(1)
  })

  test('is not waited for without end', async () => {
    await loadParts()
    const clock = manualClock(0)
    const page = openPage('_xsrf=stale', () => new Promise(() => {}))
    const { hub } = cookieHub(knowing(canary), { clock })
    const refused = failure(ForbiddenError, hub.whoami())
    await clock.tick(20_000)
    expect((await refused).attempts).toBe(1)
    expect(page.shown).toBe(0)
    expect(clock.waiting).toBe(0)
  })

  test.each([
    ['on hubs up to 3.1, of a Referer that is missing', 'Forbidden'],
    ['when nobody is logged in', 'Missing or invalid credentials.'],
    ['on hub 6.0, of /user', null],
    ['for want of a scope', 'Action is not authorized; requires any of [list:users]'],
  ])('is not what another refusal means: %s', async (_, message) => {
    const page = openPage('_xsrf=abc')
    const { hub, sent } = cookieHub(() => hubError(403, message))
    await failure(ForbiddenError, hub.whoami())
    expect(sent).toHaveLength(1)
    expect(page.frames).toEqual([])
  })
})

describe('the value of the `_xsrf` cookie', () => {
  test.each<[string, Answerer]>([
    ['a refusal', knowing('another')],
    ['an error that quotes it', (sent) => hubError(400, JSON.stringify([...sent.headers]))],
    ['a lost connection', lost],
    ['an answer that is no JSON', () => new Response('<')],
  ])('is in no error after %s', async (_, answer) => {
    openPage(`_xsrf=${canary}`)
    const { hub, sent } = cookieHub(answer, { retries: 0 })
    const error = await failure(HubError, hub.whoami())
    expect(sent.map(xsrfOf)).toEqual([canary])
    expect(shown(error)).not.toContain(canary)
  })

  test('is neither shown to middleware, nor in what prints the hub', async () => {
    openPage(`_xsrf=${canary}`)
    const seen: string[] = []
    const { hub } = cookieHub(() => json({}), {
      middleware: [
        async (request, next) => {
          const response = await next(request)
          seen.push(shown(request))
          return response
        },
      ],
    })
    await hub.whoami()
    expect(seen).toHaveLength(1)
    for (const text of [...seen, shown(hub)]) expect(text).not.toContain(canary)
  })
})
