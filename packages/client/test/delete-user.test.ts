import { createHub } from 'jupyterhub-emulator'
import { expect, test } from 'vitest'
import { HubConfigError, HubServerError, JupyterHub, NotFoundError } from '../src/index.ts'
import { failure } from './support/failure.ts'

/** A hub on which somebody runs servers: it fails to delete who does, as all do. */
async function hubOfAda(servers: readonly string[]) {
  const emulated = createHub({ users: ['ada', { name: 'admin', admin: true, token: 'secret' }] })
  const { url, fetch } = emulated
  const hub = new JupyterHub({ url, token: 'secret', fetch })
  for (const name of servers) await hub.servers.start('ada', { name })
  const deletions = () =>
    emulated.requests.flatMap(({ method, path }) => (method === 'DELETE' ? [path] : []))
  return { hub, emulated, deletions }
}

const api = '/hub/api/users/ada'

test('users.delete with stopServers stops every server first', async () => {
  const { hub, emulated, deletions } = await hubOfAda(['', 'lab', 'gpu'])
  await hub.users.delete('ada', { stopServers: true })
  expect(emulated.state.users.get('ada')).toBeUndefined()
  expect(emulated.spawner.pids).toEqual([])
  expect(deletions().slice(0, -1).toSorted()).toEqual(
    ['server', 'servers/gpu', 'servers/lab'].map((server) => `${api}/${server}`),
  )
  expect(deletions().at(-1)).toBe(api)
})

test('users.delete with stopServers stops them again when somebody has started one', async () => {
  const { hub, emulated, deletions } = await hubOfAda(['lab'])
  let isFirst = true
  const interfering = hub.with({
    async fetch(url, init) {
      if (init.method === 'DELETE' && url.endsWith(api) && isFirst) {
        isFirst = false
        await hub.servers.start('ada', { name: 'lab' })
      }
      return emulated.fetch(url, init)
    },
  })
  await interfering.users.delete('ada', { stopServers: true })
  expect(emulated.state.users.get('ada')).toBeUndefined()
  expect(deletions().filter((path) => path === api)).toHaveLength(2)
})

test('users.delete leaves the hub its own ways without stopServers', async () => {
  const { hub, deletions } = await hubOfAda(['lab'])
  await failure(HubServerError, hub.users.delete('ada'))
  expect(deletions()).toEqual([api])
})

test('users.delete says that there is no such user, and that there is no such option', async () => {
  const { hub, emulated } = await hubOfAda([])
  await failure(NotFoundError, hub.users.delete('nobody', { stopServers: true }))
  expect(emulated.requests).toHaveLength(1)
  await failure(HubConfigError, hub.users.delete('ada', { stopserver: true } as never))
  expect(emulated.requests).toHaveLength(1)
})
