import { JupyterHub } from 'jupyterhub-client'
import { answer, settings } from './process.mjs'

const { url, token, users, rounds } = settings
const hub = new JupyterHub({ url, token })
const headers = {
  authorization: `token ${token}`,
  accept: 'application/jupyterhub-pagination+json',
}

/** One page after the other, with nothing but `JSON.parse`. */
async function pageByPage(limit) {
  const items = []
  let query = limit
  for (;;) {
    const response = await fetch(`${hub.apiUrl}/users${query}`, { headers })
    const page = JSON.parse(await response.text())
    items.push(...page.items)
    if (page._pagination.next === null) return items
    query = `?offset=${page._pagination.next.offset}${limit.replace('?', '&')}`
  }
}

const subjects = {
  // As most programs walk: no page size asked for.
  'page by page': () => pageByPage(''),
  ours: () => hub.users.list().toArray(),
  'page by page, limit 200': () => pageByPage('?limit=200'),
  'ours, limit 50': () => hub.users.list({ limit: 50 }).toArray(),
}
const names = Object.keys(subjects)
const samples = Object.fromEntries(names.map((name) => [name, []]))

// The round before the first is not counted: it fills the hub's caches.
for (let round = -1; round < rounds; round += 1) {
  for (let place = 0; place < names.length; place += 1) {
    const name = names[(place + round + 1) % names.length]
    globalThis.gc()
    const start = performance.now()
    const items = await subjects[name]()
    const ms = performance.now() - start
    const different = new Set(items.map((user) => user.name)).size
    if (different !== users) throw new Error(`${name}: ${different} users instead of ${users}`)
    if (round >= 0) samples[name].push(ms)
  }
}
answer(samples)
