import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Token that the fake hub knows. */
export const fakeToken = 'a-token-that-opens-the-fake-hub'

/** A hub that answers what smoke.mjs asks, on a loopback port. */
export interface FakeHub {
  /** Base URL. */
  readonly url: string
  readonly close: () => Promise<void>
}

interface Exchange {
  readonly url: URL
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

type Handler = (exchange: Exchange) => Promise<void> | void

const userCount = 450
const defaultPageSize = 50
const maxPageSize = 200

/** Starts the hub. */
export async function startFakeHub(): Promise<FakeHub> {
  let endlessStreams = 0

  const handlers: Readonly<Record<string, Handler>> = {
    'GET /': (exchange) => json(exchange, 200, { version: '5.5.1' }),
    'GET /user': (exchange) => json(exchange, 200, { ...user('ada'), scopes: ['read:users'] }),
    'GET /users': listUsers,
    'GET /users/zo%C3%AB%2F%40%201': (exchange) => json(exchange, 200, user('zoë/@ 1')),
    'GET /users/bob': (exchange) =>
      json(exchange, 200, { ...user('bob'), servers: { '': serverOf('bob') } }),
    'POST /users/new': createUser,
    'DELETE /users/new': ({ response }) => void response.writeHead(204).end(),
    'GET /groups': (exchange) =>
      hubError(
        exchange,
        403,
        'Action is not authorized with current scopes; requires any of [list:groups]',
      ),
    'GET /users/moved': ({ response }) =>
      void response.writeHead(302, { location: '/hub/login' }).end(),
    'GET /users/page': ({ response }) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello'),
    // Never answered: the client has to give up.
    'GET /users/silent': () => {},
    'GET /users/ada/server/progress': progress,
    'GET /users/endless/server/progress': ({ response }) => {
      endlessStreams += 1
      response.on('close', () => (endlessStreams -= 1))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"progress": 1}\n\n')
    },
    'GET /endless-streams': (exchange) => json(exchange, 200, { open: endlessStreams }),
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const exchange = { url, request, response }
    response.setHeader('access-control-allow-origin', '*')
    if (request.method === 'OPTIONS') {
      answerPreflight(exchange)
      return
    }
    // Not readable in browsers, as few hubs are configured to expose it.
    response.setHeader('x-jupyterhub-version', '5.5.1')
    const path = url.pathname.replace(/^\/hub\/api/, '')
    const handler = handlers[`${request.method} ${path}`]
    if (path !== '/' && request.headers.authorization !== `token ${fakeToken}`) {
      hubError(exchange, 403, 'Missing or invalid credentials.')
    } else if (handler === undefined) {
      hubError(exchange, 404, `No such thing: ${path}`)
    } else {
      void handler(exchange)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerPreflight({ response }: Exchange): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE',
    // An asterisk would not cover authorization.
    'access-control-allow-headers': 'authorization, content-type',
  })
  response.end()
}

function listUsers(exchange: Exchange): void {
  const { searchParams } = exchange.url
  const offset = Number(searchParams.get('offset') ?? 0)
  const limit = Math.min(Number(searchParams.get('limit') ?? defaultPageSize), maxPageSize)
  const all = Array.from({ length: userCount }, (_, index) => user(`user-${index}`))
  const items = all.slice(offset, offset + limit)
  const following = offset + limit
  const next =
    following < userCount ? { offset: following, limit, url: 'http://not.followed' } : null
  const body = { items, _pagination: { offset, limit, total: userCount, next } }
  json(exchange, 200, exchange.request.headers.accept === pageAccept ? body : items)
}

const pageAccept = 'application/jupyterhub-pagination+json'

async function createUser(exchange: Exchange): Promise<void> {
  let text = ''
  for await (const chunk of exchange.request) text += String(chunk)
  json(exchange, 201, { ...user('new'), ...(text === '' ? {} : (JSON.parse(text) as object)) })
}

/** Events as a hub sends them, cut where events, lines and characters are not. */
async function progress({ response }: Exchange): Promise<void> {
  const events = [
    { progress: 0, message: 'Server requested' },
    { progress: 50, message: 'Spawning … 空' },
    { progress: 100, ready: true, message: 'Server ready', url: '/user/ada/' },
  ]
  const wire = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('\n\n'))
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let at = 0; at < wire.length; at += 7) {
    response.write(wire.subarray(at, at + 7))
    await sleep(2)
  }
  response.end()
}

const user = (name: string) => ({ kind: 'user', name, admin: false, groups: [], servers: {} })

const serverOf = (owner: string) => ({
  name: '',
  ready: true,
  pending: null,
  url: `/user/${owner}/`,
  user_options: {},
})

function json({ response }: Exchange, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function hubError(exchange: Exchange, status: number, message: string): void {
  json(exchange, status, { status, message })
}
