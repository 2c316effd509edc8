import { describe, expect, test } from 'vitest'
import { HubProtocolError, NotFoundError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { canned, page } from './support/canned.ts'
import type { Canned } from './support/canned.ts'
import { failure } from './support/failure.ts'
import { canary } from './support/fake-hub.ts'
import { clientOf, serve } from './support/serve.ts'
import { shown } from './support/shown.ts'

type Call = (hub: JupyterHub) => Promise<unknown>

const asJson = (value: unknown): Canned => ({
  type: 'application/json',
  body: JSON.stringify(value),
})

/** The error of a call to a real server, which names the URL and not the token. */
async function errorOf(answer: Canned, call: Call): Promise<HubProtocolError> {
  const url = await serve(canned(answer))
  const error = await failure(HubProtocolError, call(clientOf(url)))
  expect(error.message).toContain(`${url}/hub/api`)
  expect(error.url).toContain(`${url}/hub/api`)
  expect(error.attempts).toBe(1)
  expect(shown(error)).not.toContain(canary)
  return error
}

const whoami: Call = (hub) => hub.whoami()
const del: Call = (hub) => hub.users.delete('ada')
const list: Call = (hub) => hub.users.list().toArray()

describe('a web page in place of a hub', () => {
  test.each<[string, Call]>([
    ['an object', whoami],
    ['a list', list],
    ['nothing', del],
    ['a transition', (hub) => hub.servers.stop('ada')],
    ['metrics', (hub) => hub.metrics()],
    ['health', (hub) => hub.health()],
    ['a progress event', (hub) => hub.servers.progress('ada')[Symbol.asyncIterator]().next()],
    ['whatever comes', (hub) => hub.request({ path: '/x' })],
  ])('is no answer to a call that wants %s', async (_, call) => {
    const error = await errorOf({ type: 'text/html; charset=utf-8', body: page }, call)
    expect(error.message).toMatch(/web page/)
  })

  test.each(['text/html', 'Text/HTML', 'application/xhtml+xml'])(
    'is one by type %s',
    async (type) => {
      expect((await errorOf({ type, body: page }, del)).message).toMatch(/web page/)
    },
  )

  test.each(['{{ title }}', '[maintenance]'])(
    'is one though it begins as JSON does: %s',
    async (body) => {
      const metrics: Call = (hub) => hub.metrics()
      expect((await errorOf({ type: 'text/html', body }, metrics)).message).toMatch(/web page/)
    },
  )

  test('is none when it is empty, as the hub’s own health is', async () => {
    const hub = clientOf(await serve(canned({ type: 'text/html' })))
    await expect(hub.health()).resolves.toBeUndefined()
  })

  test('of a 404 is no NotFoundError: another web server answered', async () => {
    for (const status of [400, 401, 403, 404, 405]) {
      const error = await errorOf({ status, type: 'text/html', body: page }, del)
      expect(error.message).toContain(String(status))
    }
  })

  test('of a 404 that the hub signed is the hub’s', async () => {
    const headers = { 'x-jupyterhub-version': '5.5.1' }
    const url = await serve(canned({ status: 404, type: 'text/html', headers, body: page }))
    const error = await failure(NotFoundError, clientOf(url).users.get('ada'))
    expect(error.hubVersion).toBe('5.5.1')
    expect(error.message).toMatch(/GET \/users\/ada.*404/)
  })

  test('of a 404 without type or body is not a hub’s', async () => {
    expect((await errorOf({ status: 404 }, whoami)).message).toMatch(/404/)
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%d is not followed', async (status) => {
    const seen: (string | undefined)[] = []
    const url = await serve((request, response) => {
      seen.push(request.url)
      response.writeHead(status, { location: `/hub/login?next=%2Fhub%2Fapi%2Fuser` })
      response.end()
    })
    const error = await failure(HubProtocolError, clientOf(url).whoami())
    expect(error.message).toContain('/hub/login')
    expect(error.message).not.toContain('next=')
    expect(error.message).toContain(`${url}/hub/api/user`)
    expect(seen).toEqual(['/hub/api/user'])
  })

  test('without a target is an error all the same', async () => {
    expect((await errorOf({ status: 302 }, whoami)).message).toMatch(/redirect/)
  })

  test('304 is told from a redirect', async () => {
    const { message } = await errorOf({ status: 304 }, whoami)
    expect(message).toContain('answered 304: check')
    expect(message).not.toMatch(/redirect/)
  })
})

describe('an answer of another shape', () => {
  const pagination = { offset: 0, limit: 200, total: 1, next: null }
  const envelope = (change: object, items: unknown = [{ name: 'ada' }]): Canned =>
    asJson({ items, _pagination: { ...pagination, ...change } })

  test.each<[string, Canned, Call]>([
    ['JSON cut short', { type: 'application/json', body: '{"name": "a' }, whoami],
    ['text', { type: 'text/plain', body: 'OK' }, whoami],
    ['nothing where an object is wanted', { type: 'application/json' }, whoami],
    ['204 where an object is wanted', { status: 204 }, whoami],
    ['nothing where a list is wanted', {}, list],
    ['a list for an object', asJson([]), whoami],
    ['null for an object', asJson(null), whoami],
    ['a string for an object', asJson('ada'), whoami],
    ['an object for a list', asJson({ name: 'ada' }), list],
    ['an object for what was created', asJson({}), (hub) => hub.users.createMany(['ada'])],
    ['a number for a list', asJson(5), list],
    ['names for users', asJson(['ada', 'bob']), list],
    ['null among users', asJson([{ name: 'ada' }, null]), list],
    ['items that are no list', envelope({}, { ada: {} }), list],
    ['items that are missing', envelope({}, null), list],
    ['a page without total', envelope({ total: undefined }), list],
    ['a page with a total in words', envelope({ total: 'many' }), list],
    ['a page without offset', envelope({ offset: undefined }), list],
    ['a page that starts below 0', envelope({ offset: -1 }), list],
    ['a next page that leads back', envelope({ next: { offset: 0, limit: 200 } }), list],
    ['a next page of nothing', envelope({ next: { offset: 1, limit: 0 } }), list],
    ['a next page nowhere', envelope({ next: { limit: 200 } }), list],
    ['a next page at half an item', envelope({ next: { offset: 1.5, limit: 200 } }), list],
    ['a list for services', asJson([]), (hub) => hub.services.list().toArray()],
    ['a list for routes', asJson([]), (hub) => hub.proxy.routes().toArray()],
    ['a bare list for tokens', asJson([]), (hub) => hub.tokens.list('ada').toArray()],
    ['shares that are none', asJson([{}]), (hub) => hub.shares.ofOwner('ada').toArray()],
    ['a user without servers', asJson({ name: 'ada' }), (hub) => hub.servers.list('ada').toArray()],
    ['no version', asJson({ hello: 'world' }), (hub) => hub.version()],
    ['no version', asJson({ version: 5 }), (hub) => hub.capabilities()],
  ])('such as %s is no hub’s', async (_, answer, call) => {
    expect((await errorOf(answer, call)).code).toBe('protocol')
  })

  test('never shows the text, which may be a token just made', async () => {
    const body = `{"token": "${canary}"`
    const error = await errorOf({ type: 'application/json', body }, (hub) =>
      hub.tokens.create('ada'),
    )
    expect(shown(error)).not.toContain('"token"')
  })
})

describe('an answer that is sound', () => {
  test.each([200, 201, 202, 204])(
    '%d without body is fine where nothing is wanted',
    async (status) => {
      const hub = clientOf(await serve(canned({ status })))
      await expect(hub.users.delete('ada')).resolves.toBeUndefined()
      await expect(hub.request({ method: 'POST', path: '/x' })).resolves.toBeUndefined()
      expect(await hub.servers.start('ada')).toEqual({ status, pending: status === 202 })
    },
  )

  test.each([
    ['of any type', asJson({ name: 'ada' }).body ?? '', 'text/plain'],
    ['with a byte order mark', `\ufeff${JSON.stringify({ name: 'ada' })}`, 'application/json'],
    ['with white space around', `\n ${JSON.stringify({ name: 'ada' })} \n`, 'application/json'],
    ['without any type', JSON.stringify({ name: 'ada' }), undefined],
  ])('is JSON %s', async (_, body, type) => {
    const hub = clientOf(await serve(canned(type === undefined ? { body } : { body, type })))
    expect(await hub.whoami()).toEqual({ name: 'ada' })
  })

  test.each([
    ['an object', '{"a":[1]}', { a: [1] }],
    ['null', 'null', null],
    ['false', 'false', false],
    ['a number', '0', 0],
    ['text', '# HELP x', '# HELP x'],
    ['nothing', '', undefined],
  ])('of a request of one’s own is %s', async (_, body, expected) => {
    const hub = clientOf(await serve(canned({ type: 'application/json', body })))
    expect(await hub.request({ path: '/x' })).toEqual(expected)
  })

  test('keeps fields and values that this client does not know', async () => {
    const user = { name: 'ada', kind: 'user', pending: 'meditating', shoe_size: 39 }
    const hub = clientOf(await serve(canned(asJson(user))))
    expect(await hub.users.get('ada')).toEqual(user)
  })
})
