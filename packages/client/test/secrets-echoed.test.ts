import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { ForbiddenError, HubConnectionError, HubError } from '../src/index.ts'
import type { JupyterHub } from '../src/index.ts'
import { failure } from './support/failure.ts'
import { canary, fakeHub, hubError } from './support/fake-hub.ts'
import { clientOf, deadEnd, serve, serveRaw } from './support/serve.ts'
import { shown } from './support/shown.ts'

type Call = (hub: JupyterHub, secret: string) => Promise<unknown>

/** Calls whose secret stands in the path or query. */
const inUrl: [string, Call][] = [
  ['identifyToken', (hub, secret) => hub.authorizations.identifyToken(secret)],
  ['identifyCookie', (hub, secret) => hub.authorizations.identifyCookie('hub-login', secret)],
]
const revoke: [string, Call] = [
  'shareCodes.revoke',
  (hub, code) => hub.shareCodes.revoke('ada', 'lab', { code }),
]
/** Calls whose secret stands in the body. */
const inBody: [string, Call][] = [
  [
    'tokens.create',
    (hub, password) => hub.tokens.create('ada', { auth: { username: 'ada', password } }),
  ],
  [
    'requestToken',
    (hub, password) => hub.authorizations.requestToken({ username: 'ada', password }),
  ],
  ['services.create', (hub, api_token) => hub.services.create('s', { api_token })],
  ['proxy.configure', (hub, auth_token) => hub.proxy.configure({ auth_token })],
  [
    'exchangeCode, of the code,',
    (hub, code) => hub.oauth.exchangeCode({ code, client_id: 'i', client_secret: 'none' }),
  ],
  [
    'exchangeCode, of the client’s secret,',
    (hub, client_secret) => hub.oauth.exchangeCode({ code: 'none', client_id: 'i', client_secret }),
  ],
]
const all = [...inUrl, revoke, ...inBody]

/** As the hub writes JSON: ASCII only. */
function pythonJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** As Python's `quote` writes what stands in a path. */
const pythonQuote = (value: string): string =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

function unquote(value: string): string {
  return decodeURIComponent(value.replaceAll('+', ' '))
}

function fail(response: ServerResponse, body: unknown, reason = 'Forbidden'): void {
  response.writeHead(403, reason, { 'content-type': 'application/json' })
  response.end(pythonJson(body))
}

type Echo = (request: IncomingMessage, body: string, response: ServerResponse) => void

/** Ways in which a server may give back what it was sent. */
const echoes: [string, Echo][] = [
  [
    'URL and body in its message',
    ({ url }, body, response) => fail(response, { status: 403, message: `No: ${url} ${body}` }),
  ],
  [
    'decoded URL and body in its message',
    ({ url }, body, response) =>
      fail(response, {
        status: 403,
        message: `No: ${unquote(url ?? '')} ${unquote(body.replaceAll('%"', ''))}`,
      }),
  ],
  [
    'URL in Python’s spelling',
    ({ url }, _, response) =>
      fail(response, { status: 403, message: pythonQuote(unquote(url ?? '')) }),
  ],
  [
    'body as JSON in a field of its own',
    (_, body, response) =>
      fail(response, {
        message: 'No',
        body,
        parsed: body.startsWith('{') ? (JSON.parse(body) as unknown) : body,
      }),
  ],
  [
    'body as plain text',
    ({ url }, body, response) => {
      response.writeHead(500, { 'x-jupyterhub-version': '5.5.1' })
      response.end(`Traceback: ${url} ${body}`)
    },
  ],
  [
    'URL in a redirect',
    ({ url }, _, response) => {
      response.writeHead(301, { location: `https://hub.example.org${url}` })
      response.end()
    },
  ],
  [
    'decoded URL in its reason phrase',
    ({ url }, body, response) =>
      fail(
        response,
        { status: 403, message: null },
        `No: ${url} ${body}`.replaceAll(/[^\x20-\x7e]/g, '?'),
      ),
  ],
]

async function checkEcho(echo: Echo, call: Call, secret: string): Promise<string> {
  const url = await serve((request, response) => {
    void text(request).then((body) => echo(request, body, response))
  })
  return shown(await failure(HubError, call(clientOf(url), secret)))
}

describe.each(echoes)('a server that gives back %s', (_, echo) => {
  test.each(all)('does not make the error of %s show the secret', async (__, call) => {
    expect(await checkEcho(echo, call, canary)).not.toContain(canary)
  })

  // What passwords and cookies hold: "2|1:0|10:1700000000|…=", quotes, umlauts.
  const odd = `2|1:0 "${canary}"\\ü!'()*=`
  test.each([...inUrl, ...inBody])('nor that of %s an odd secret', async (__, call) => {
    expect(await checkEcho(echo, call, odd)).not.toContain(canary)
  })
})

describe('an error without an answer', () => {
  test.each(all)('of %s does not show the secret', async (_, call) => {
    const urls = [await deadEnd(), await serveRaw((socket) => socket.destroy())]
    for (const url of urls) {
      const error = await failure(HubConnectionError, call(clientOf(url), canary))
      expect(shown(error)).not.toContain(canary)
    }
  })

  test.each([...inUrl, revoke])(
    'of %s does not show a URL that fetch put into it',
    async (_, call) => {
      const { hub } = fakeHub(
        ({ url }) =>
          Promise.reject(new TypeError(`Failed to fetch ${url}`, { cause: new Error(url) })),
        { retries: 0 },
      )
      const error = await failure(HubConnectionError, call(hub, canary))
      expect(shown(error)).not.toContain(canary)
    },
  )
})

describe('taking secrets out of an answer', () => {
  test.each(['message', 'status', '403', 'No', '"', ':', '{', 'e'])(
    'does not break it when the secret is %j',
    async (password) => {
      const { hub } = fakeHub(() =>
        hubError(403, 'Wrong user name', { 'x-jupyterhub-version': '5.5.1' }),
      )
      const login = { username: 'ada', password }
      const error = await failure(ForbiddenError, hub.authorizations.requestToken(login))
      expect(error.message).toMatch(/^Wrong us.*r nam/)
      expect(error.body).toMatchObject({ status: 403 })
    },
  )
})

test('a login field that only the authenticator knows is as secret as a password', async () => {
  const { hub } = fakeHub(({ body }) => hubError(403, `No: ${body}`))
  const login = hub.tokens.create('ada', { auth: { username: 'ada', otp: canary } })
  expect(shown(await failure(ForbiddenError, login))).not.toContain(canary)
})
