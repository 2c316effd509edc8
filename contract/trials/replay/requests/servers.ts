import { isUp } from '../scene.ts'
import type { Scene } from '../scene.ts'

const owner = 'sam'
const path = `/users/${owner}`

/** Servers: started, looked at, stopped, removed, and starts that go wrong. */
export async function askServers(scene: Scene): Promise<void> {
  await scene.ask('root', 'POST', path)
  await lifeOf(scene, `${path}/server`)
  await lifeOf(scene, `${path}/servers/lab`)
  await lifeOf(scene, `${path}/servers/a%20b`)
  await troubles(scene)
  if (scene.atLeast('6.0')) await changes(scene)
}

async function lifeOf({ ask, askAll }: Scene, server: string): Promise<void> {
  await askAll([
    ['root', 'DELETE', server],
    ['root', 'GET', `${server}/progress`],
    ['starter', 'POST', server, { spawner: 'fast', image: 'x' }],
    ['root', 'POST', server],
    ['root', 'GET', server],
    ['root', 'GET', `${server}/progress`],
    ['root', 'GET', path],
    ['user:ada', 'GET', path],
    ['starter', 'GET', path],
    ['root', 'GET', '/users?state=ready'],
    ['root', 'GET', '/users?state=active&limit=1'],
    ['root', 'GET', '/proxy'],
    ['root', 'GET', '/proxy?limit=1', undefined, pages],
    ['root', 'GET', `${path}/tokens`],
    [
      'root',
      'POST',
      `${path}/activity`,
      { servers: { '': { last_activity: '2090-01-01T00:00Z' } } },
    ],
    ['user:ada', 'DELETE', server],
    ['root', 'DELETE', server],
    ['root', 'DELETE', server],
    ['root', 'GET', server],
    ['root', 'GET', `${path}?include_stopped_servers`],
  ])
  await ask('root', 'DELETE', server, { remove: true })
  await ask('root', 'GET', `${path}?include_stopped_servers`)
}

const pages = { accept: 'application/jupyterhub-pagination+json' }

async function troubles({ ask, askAll, until }: Scene): Promise<void> {
  const named = `${path}/servers`
  await askAll([
    ['root', 'POST', `${named}/fails`, { spawner: 'fail' }],
    ['root', 'GET', `${path}?include_stopped_servers`],
    ['root', 'GET', `${named}/fails/progress`],
    ['root', 'POST', `${named}/late`, { spawner: 'fail-late', seconds: 0.3 }],
    ['root', 'POST', `${named}/${'x'.repeat(300)}`],
    ['root', 'POST', `${named}/a%2Fb`],
    ['root', 'POST', `${named}/${encodeURIComponent('漢')}`, { spawner: 'fail' }],
    ['root', 'POST', `${named}/hangs`, { spawner: 'never' }],
    ['root', 'GET', path],
    ['root', 'GET', '/users?state=active'],
    ['root', 'POST', `${named}/hangs`],
    ['root', 'DELETE', path],
  ])
  await ask('root', 'POST', `${named}/slow`, { spawner: 'slow', seconds: 4 })
  await ask('root', 'GET', `${named}/slow/progress`)
  await until('root', path, isUp('slow'))
  await ask('root', 'DELETE', `${named}/slow`)
}

async function changes({ askAll }: Scene): Promise<void> {
  const named = `${path}/servers`
  await askAll([
    ['root', 'PUT', `${named}/new`, { display_name: 'New' }],
    ['root', 'PUT', `${named}/new`, {}],
    ['root', 'PUT', `${named}/UPPER`, {}],
    ['root', 'PUT', `${named}/more`, { user_options: { a: 1 }, display_name: 5 }],
    ['root', 'PUT', `${named}/more`, { user_options: { a: 1 } }],
    ['root', 'PUT', `${path}/server`, {}],
    ['root', 'GET', `${named}/new`],
    ['root', 'PATCH', `${named}/new`, {}],
    ['root', 'PATCH', `${named}/new`, { display_name: 'Newer' }],
    ['root', 'PATCH', `${named}/new`, { user_options: { b: 2 } }],
    ['root', 'PATCH', `${named}/new`, { user_options: null }],
    ['root', 'PATCH', `${named}/new`, { name: 'more' }],
    ['root', 'PATCH', `${named}/new`, { name: 'Bad Name' }],
    ['root', 'PATCH', `${named}/new`, { name: 'newest' }],
    ['root', 'PATCH', `${named}/new`, { name: 'again' }],
    ['root', 'PATCH', `${path}/server`, { display_name: 'Default' }],
    ['root', 'GET', `${path}?include_stopped_servers`],
    ['root', 'DELETE', `${path}/server`, { remove: true }],
    ['root', 'DELETE', `${named}/newest`, { remove: true }],
    ['root', 'DELETE', `${named}/newest`, { remove: true }],
    ['root', 'DELETE', `${named}/more?remove=true`],
    ['root', 'GET', `${path}?include_stopped_servers`],
  ])
}
