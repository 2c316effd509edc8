import { setTimeout as sleep } from 'node:timers/promises'
import { JupyterHub } from 'jupyterhub-client'
import { settings } from './process.mjs'
import { takeTurns } from './turns.mjs'

const { url, token } = settings
const yearMs = 365 * 24 * 3600 * 1000
const pollMs = 1000
const hub = new JupyterHub({ url, token, timeout: 120_000 })
const { apiUrl } = hub
const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
const paged = { ...headers, accept: 'application/jupyterhub-pagination+json' }

async function ask(method, path, { body, accept = headers } = {}) {
  const init = { method, headers: accept, body }
  const response = await fetch(apiUrl + path, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Everyone, by hand, in pages of the hub's own size unless one is given. */
async function listByHand({ limit, atATime = 1 }) {
  const size = limit === undefined ? '' : `&limit=${limit}`
  const page = (offset) => ask('GET', `/users?offset=${offset}${size}`, { accept: paged })
  const first = await page(0)
  const { total, limit: step } = first._pagination
  const items = [...first.items]
  const offsets = Array.from({ length: Math.ceil(total / step) - 1 }, (_, n) => (n + 1) * step)
  await inParallel(offsets, atATime, async (offset) => items.push(...(await page(offset)).items))
  return items
}

async function inParallel(all, atATime, work) {
  const left = [...all]
  const worker = async () => {
    while (left.length > 0) await work(left.shift())
  }
  await Promise.all(Array.from({ length: atATime }, worker))
}

/** Who has not been there for a year. */
function idle(users) {
  const limit = Date.now() - yearMs
  return users.filter(
    ({ last_activity: last, created, servers }) =>
      Date.parse(last ?? created) < limit && Object.keys(servers ?? {}).length === 0,
  )
}

/** Each gives names of users that it is certain of: the driver counts them. */
const jobs = {
  list: {
    ours: () => hub.users.list().toArray(),
    'by hand': listByHand,
  },
  cull: {
    async ours() {
      const users = await hub.users.list().toArray()
      if (idle(users).length > 0) throw new Error('a user is idle who is not')
      return users
    },
    async 'by hand'(turn) {
      const users = await listByHand(turn)
      if (idle(users).length > 0) throw new Error('a user is idle who is not')
      return users
    },
  },
  create: {
    async ours({ names }) {
      const outcomes = await hub.users.createMany(names)
      return outcomes.filter(({ outcome }) => outcome === 'created')
    },
    async 'by hand'({ names, limit }) {
      const made = []
      for (let from = 0; from < names.length; from += limit) {
        const body = JSON.stringify({ usernames: names.slice(from, from + limit) })
        made.push(...(await ask('POST', '/users', { body })))
      }
      return made
    },
    async 'one by one'({ names }) {
      const made = []
      for (const name of names) made.push(await ask('POST', `/users/${name}`))
      return made
    },
  },
  'start and stop': {
    async ours({ names }) {
      const stopped = []
      for await (const { user, outcome } of hub.servers.ensureRunningAll(names)) {
        if (outcome !== 'done') throw new Error(`${user} was not started: ${outcome}`)
      }
      for await (const { user, outcome } of hub.servers.ensureStoppedAll(names)) {
        if (outcome !== 'done') throw new Error(`${user} was not stopped: ${outcome}`)
        stopped.push({ name: user })
      }
      return stopped
    },
    async 'by hand'({ names, atATime }) {
      await inParallel(names, atATime, (name) => ask('POST', `/users/${name}/server`))
      await inParallel(names, atATime, (name) => until(name, ({ ready }) => ready))
      await inParallel(names, atATime, (name) => ask('DELETE', `/users/${name}/server`))
      await inParallel(names, atATime, (name) => until(name, ({ url: address }) => !address))
      return names.map((name) => ({ name }))
    },
  },
}
jobs['start and stop']['one by one'] = ({ names }) =>
  jobs['start and stop']['by hand']({ names, atATime: 1 })

/** Asks again and again, as one does who has nothing else. */
async function until(name, isThere) {
  for (;;) {
    const { servers } = await ask('GET', `/users/${name}`)
    if (isThere(servers[''] ?? {})) return
    await sleep(pollMs)
  }
}

/** Leaves nothing running of a turn that went wrong. */
async function stopAll({ names = [] }) {
  for await (const { outcome, error } of hub.servers.ensureStoppedAll(names)) {
    if (outcome !== 'done') throw error
  }
}

await takeTurns(async ({ job, way, ...turn }) => {
  globalThis.gc()
  const start = performance.now()
  try {
    const done = await jobs[job][way](turn)
    const ms = performance.now() - start
    return { ms, users: new Set(done.map(({ name }) => name)).size }
  } catch (error) {
    if (job !== 'start and stop') throw error
    await stopAll(turn)
    return { failed: error.message }
  }
})
