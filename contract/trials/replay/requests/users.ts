import type { Ask, Scene } from '../scene.ts'

const asPages = { accept: 'application/jupyterhub-pagination+json' }

const lists: readonly string[] = [
  ...['', '?limit=2', '?limit=2&offset=3', '?offset=100', '?limit=0', '?limit=-2', '?limit=1000'],
  ...['?limit=x', '?offset=x', '?limit=', '?offset=1.5', '?offset=-1', '?limit=2&limit=3'],
  ...['?state=active', '?state=inactive', '?state=ready', '?state=odd', '?state='],
  ...['?sort=name', '?sort=-name', '?sort=id', '?sort=odd', '?name_filter=a', '?name_filter='],
  ...['?include_stopped_servers', '?include_stopped_servers=1', '?include_stopped_servers&limit=2'],
]

/** Users: lists, and those with odd names, made, changed and deleted. */
export async function askUsers(scene: Scene): Promise<void> {
  for (const list of lists) {
    await scene.ask('root', 'GET', `/users${list}`)
    await scene.ask('root', 'GET', `/users${list}`, undefined, asPages)
  }
  for (const accept of ['*/*', `${asPages.accept};q=0.9`, `text/html, ${asPages.accept}`]) {
    await scene.ask('root', 'GET', '/users?limit=1', undefined, { accept })
  }
  for (const who of ['lister', 'group-staff', 'reader-ada', 'user:admin', 'starter']) {
    await scene.ask(who, 'GET', '/users', undefined, asPages)
    await scene.ask(who, 'GET', '/users/ada')
    await scene.ask(who, 'GET', '/users/b%40x.org')
    await scene.ask(who, 'GET', '/user')
  }
  await scene.askAll(oddNames)
  await scene.askAll(changes)
}

const oddNames: readonly Ask[] = [
  'b%40x.org',
  'c%2Bd',
  'c+d',
  'e%3Bf',
  'g%20h',
  '50%25',
  'Zo%C3%AB',
  '%E6%BC%A2%E5%AD%97',
  'ADA',
  'a%2Fb',
  '%20ada%20',
  '..',
  '%00',
  'x%0Ay',
].flatMap((name): Ask[] => [
  ['root', 'GET', `/users/${name}`],
  ['root', 'POST', `/users/${name}`],
  ['root', 'GET', `/users/${name}/tokens`],
])

const changes: readonly Ask[] = [
  ['root', 'POST', '/users', { usernames: ['kim', 'lee'] }],
  ['root', 'POST', '/users', { usernames: ['kim', 'max'] }],
  ['root', 'POST', '/users', { usernames: ['kim', 'lee'] }],
  ['root', 'POST', '/users', { usernames: [] }],
  ['root', 'POST', '/users', { usernames: ['UPPER', ' spaced '] }],
  ['root', 'POST', '/users', { usernames: ['', 'a/b'] }],
  ['root', 'POST', '/users', { usernames: 'text' }],
  ['root', 'POST', '/users', { usernames: [1] }],
  ['root', 'POST', '/users', { usernames: ['boss'], admin: true }],
  ['root', 'POST', '/users', { usernames: ['odd'], admin: 'yes' }],
  ['user:ada', 'POST', '/users', { usernames: ['none'] }],
  ['user:admin', 'POST', '/users', { usernames: ['nia'] }],
  ['root', 'POST', '/users/pat', { admin: true }],
  ['root', 'POST', '/users/pat', {}],
  ['root', 'POST', '/users/quinn', { admin: 1 }],
  ['root', 'POST', '/users/rae', { name: 'other' }],
  ['root', 'POST', '/users/sol', { auth_state: { a: 1 } }],
  ['root', 'PATCH', '/users/kim', {}],
  ['root', 'PATCH', '/users/kim', { name: 'kim' }],
  ['root', 'PATCH', '/users/kim', { name: 'lee' }],
  ['root', 'PATCH', '/users/kim', { name: 'kit' }],
  ['root', 'GET', '/users/kim'],
  ['root', 'GET', '/users/kit'],
  ['root', 'PATCH', '/users/kit', { name: 5 }],
  ['root', 'PATCH', '/users/kit', { admin: true }],
  ['root', 'PATCH', '/users/kit', { admin: 'yes' }],
  ['root', 'PATCH', '/users/kit', { admin: null }],
  ['root', 'PATCH', '/users/kit', { admin: false }],
  ['root', 'PATCH', '/users/kit', { auth_state: { key: 'value' } }],
  ['root', 'GET', '/users/kit'],
  ['root', 'PATCH', '/users/kit', { auth_state: null }],
  ['root', 'PATCH', '/users/kit', { groups: ['staff'] }],
  ['root', 'PATCH', '/users/no-such', { admin: true }],
  ['user:ada', 'PATCH', '/users/ada', { admin: true }],
  ['user:ada', 'DELETE', '/users/ada'],
  ['user:admin', 'DELETE', '/users/admin'],
  ['root', 'DELETE', '/users/kit'],
  ['root', 'DELETE', '/users/kit'],
  ['root', 'POST', '/users/lee/activity', { last_activity: '2020-01-01T00:00:00Z' }],
  ['root', 'POST', '/users/lee/activity', { last_activity: '2090-01-01T00:00:00Z' }],
  ['root', 'POST', '/users/lee/activity', { last_activity: 'yesterday' }],
  ['root', 'POST', '/users/lee/activity', { last_activity: 5 }],
  ['root', 'POST', '/users/lee/activity', {}],
  ['root', 'POST', '/users/lee/activity', { servers: { none: {} } }],
  ['root', 'POST', '/users/lee/activity', { servers: [] }],
  ['root', 'GET', '/users/lee'],
]
