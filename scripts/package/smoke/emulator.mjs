// What must work wherever the emulator runs, by its fetch alone: browsers keep cookies from it.
import { createHub, manualClock, scopesOf, semester, versions } from 'jupyterhub-emulator'
import { report, same, take } from './steps.mjs'

const token = 'the-token-of-admin'
const headers = { authorization: `token ${token}` }
const pages = { ...headers, accept: 'application/jupyterhub-pagination+json' }

const steps = {
  async 'every version'() {
    for (const version of versions) {
      const hub = createHub({ version })
      same(await json(hub, 'hub/api/'), { version })
      same(scopesOf(version).length > 0, !version.startsWith('1.'))
    }
  },
  async 'a semester, page by page'() {
    const hub = createHub(semester({ students: 450, token }))
    const names = new Set()
    let next = { offset: 0 }
    while (next !== null) {
      const path = `hub/api/users?limit=200&offset=${next.offset}`
      const { items, _pagination } = await json(hub, path, { headers: pages })
      for (const { name } of items) names.add(name)
      next = _pagination.next
    }
    same(names.size, 1 + 20 + 450)
  },
  async 'create, conflict and delete'() {
    const hub = hubOfAdmin()
    const path = `hub/api/users/${encodeURIComponent('zoë@ 1')}`
    const send = async (method) => (await hub.fetch(path, { method, headers })).status
    same([await send('POST'), await send('POST')], [201, 409])
    same([await send('DELETE'), await send('GET')], [204, 404])
    hub.assertUnderstood()
    same(JSON.stringify(hub.requests).includes(token), false)
  },
  async 'nobody is refused'() {
    same((await hubOfAdmin().fetch('hub/api/users')).status, 403)
  },
  async 'a start, by a clock that is held'() {
    const clock = manualClock()
    const hub = hubOfAdmin({ clock, config: { slow_spawn_timeout: 0 } })
    hub.spawner.script('admin', [{ progress: 50, message: 'Halfway … 空' }, { wait: 5000 }])
    const asked = hub.fetch('hub/api/users/admin/server', { method: 'POST', headers })
    await clock.tick(0)
    same((await asked).status, 202)
    const text = (await hub.fetch('hub/api/users/admin/server/progress', { headers })).text()
    await clock.tick(5000)
    const events = (await text).split('\n\n').filter((line) => line.trim() !== '')
    const [halfway, ready] = events
      .slice(-2)
      .map((line) => JSON.parse(line.replace(/^\s*data: /, '')))
    same([halfway.message, ready.ready], ['Halfway … 空', true])
  },
  async 'a lost answer, and a page of nginx'() {
    const hub = hubOfAdmin()
    hub.faults.add({ method: 'POST', trouble: 'lost answer' })
    const path = 'hub/api/users/ada'
    const lost = await hub.fetch(path, { method: 'POST', headers }).catch((error) => error)
    same([lost instanceof TypeError, hub.state.users.get('ada')?.name], [true, 'ada'])
    hub.faults.add({ trouble: 'bad gateway' })
    same((await hub.fetch(path, { headers })).status, 502)
  },
  async 'an abort with the reason given'() {
    const hub = hubOfAdmin()
    hub.faults.add({ trouble: { delay: 60_000 } })
    const controller = new AbortController()
    const asked = hub.fetch('hub/api/', { signal: controller.signal })
    const reason = { why: 'the caller said so' }
    controller.abort(reason)
    same((await asked.catch((error) => error)) === reason, true)
  },
  async 'a socket, where there are any'() {
    const hub = hubOfAdmin({ version: '5.5' })
    if (globalThis.process === undefined) {
      const error = await hub.listen().catch((found) => found)
      same(error.message.startsWith('listen needs Node, Bun or Deno'), true)
      return
    }
    const listener = await hub.listen()
    try {
      same(hub.url, listener.url)
      const response = await fetch(`${hub.url}hub/api/users`, { headers })
      same(
        (await response.json()).map(({ name }) => name),
        ['admin'],
      )
    } finally {
      await listener.close()
    }
  },
}

/** Takes all steps. */
export function smoke() {
  return take(steps)
}

const hubOfAdmin = (options) =>
  createHub({ users: [{ name: 'admin', admin: true, token }], ...options })

async function json(hub, path, init) {
  const response = await hub.fetch(path, init)
  return response.json()
}

await report(smoke)
