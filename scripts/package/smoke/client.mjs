// What must work wherever the client runs, on the fake hub, by whichever entry.
import {
  ForbiddenError,
  HubConnectionError,
  HubProtocolError,
  HubTimeoutError,
  JupyterHub,
  NotFoundError,
} from 'jupyterhub-client'
import { report, same, sleep, take } from './steps.mjs'

const steps = {
  async version(hub) {
    same((await hub.version()).version, '5.5.1')
  },
  async whoami(hub) {
    const { name, scopes } = await hub.whoami()
    same([name, scopes], ['ada', ['read:users']])
  },
  async 'list of three pages'(hub) {
    const names = []
    for await (const user of hub.users.list()) names.push(user.name)
    same(
      names,
      Array.from({ length: 450 }, (_, index) => `user-${index}`),
    )
    const sizes = []
    for await (const page of hub.users.list().pages()) sizes.push(page.items.length)
    same(sizes, [200, 200, 50])
  },
  async 'get by a difficult name'(hub) {
    same((await hub.users.get('zoë/@ 1')).name, 'zoë/@ 1')
  },
  async 'create and delete'(hub) {
    same((await hub.users.create('new', { admin: true })).admin, true)
    same(await hub.users.delete('new'), undefined)
  },
  async '403 for want of a scope'(hub) {
    const error = await failure(hub.groups.list().toArray(), ForbiddenError)
    same([error.name, error.code, error.status], ['ForbiddenError', 'forbidden', 403])
    same(error.requiredScopes, ['list:groups'])
    same(error.message.startsWith('Action is not authorized with current scopes'), true)
  },
  async '403 for a wrong token'(hub) {
    const error = await failure(hub.with({ token: 'wrong-token' }).whoami(), ForbiddenError)
    same(error.message, 'Missing or invalid credentials.')
    same(`${error.stack} ${JSON.stringify(error)}`.includes('wrong-token'), false)
  },
  async 404(hub) {
    await failure(hub.users.get('nobody'), NotFoundError)
  },
  async 'redirect refused'(hub) {
    await failure(hub.users.get('moved'), HubProtocolError)
  },
  async 'web page refused'(hub) {
    await failure(hub.users.get('page'), HubProtocolError)
  },
  async 'no connection'(given) {
    // Port 1 is closed; browsers refuse it themselves.
    const hub = new given.constructor({ url: 'http://127.0.0.1:1', token: null, retries: 0 })
    await failure(hub.version(), HubConnectionError)
  },
  async 'a server that is ready'(hub) {
    const { server, timeline } = await hub.server('bob').ensureRunning()
    same([server.ready, timeline.length], [true, 1])
  },
  async 'progress to ready'(hub) {
    const events = []
    for await (const event of hub.servers.progress('ada')) events.push(event)
    same(
      events.map(({ progress }) => progress),
      [0, 50, 100],
    )
    same([events[1].message, events[2].ready], ['Spawning … 空', true])
  },
  async 'progress left early'(hub) {
    for await (const { progress } of hub.servers.progress('endless')) {
      same(progress, 1)
      break
    }
    const open = async () => (await hub.request({ path: '/endless-streams' })).open
    while ((await open()) !== 0) await sleep(20)
  },
  async 'abort with the reason given'(hub) {
    const reason = { why: 'the caller said so' }
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 50)
    same((await rejection(hub.users.get('silent', { signal: controller.signal }))) === reason, true)
    same((await rejection(hub.whoami({ signal: controller.signal }))) === reason, true)
  },
  async timeout(hub) {
    const call = hub.users.get('silent', { timeout: 100, retries: 0 })
    const { clock, ms } = await failure(call, HubTimeoutError)
    same([clock, ms], ['attempt', 100])
  },
}

/** Takes all steps, with the hub of another entry if one is named. */
export async function smoke(url, token, entry) {
  const Hub = entry === undefined ? JupyterHub : (await import(entry)).JupyterHub
  const hub = new Hub({ url, token })
  return take(steps, hub)
}

async function rejection(promise) {
  const value = await promise.then(JSON.stringify, (error) => ({ error }))
  if (value?.error === undefined) throw new Error(`came to ${value} where it should have failed`)
  return value.error
}

async function failure(promise, ErrorClass) {
  const error = await rejection(promise)
  if (ErrorClass.isInstance(error) && error instanceof ErrorClass) return error
  throw new Error(`failed, but not with ${ErrorClass.name}: ${error}`)
}

await report(smoke)
