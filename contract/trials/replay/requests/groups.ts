import type { Ask, Scene } from '../scene.ts'

const asPages = { accept: 'application/jupyterhub-pagination+json' }

/** Groups, their members and properties. */
export async function askGroups({ askAll }: Scene): Promise<void> {
  await askAll(asks)
}

const asks: readonly Ask[] = [
  ['root', 'GET', '/groups'],
  ['root', 'GET', '/groups', undefined, asPages],
  ['root', 'GET', '/groups?limit=1', undefined, asPages],
  ['root', 'GET', '/groups?limit=1&offset=1', undefined, asPages],
  ['root', 'GET', '/groups?limit=x'],
  ['user:admin', 'GET', '/groups'],
  ['user:ada', 'GET', '/groups'],
  ['group-staff', 'GET', '/groups/staff'],
  ['root', 'GET', '/groups/staff'],
  ['root', 'GET', '/groups/lab%2F5'],
  ['root', 'GET', '/groups/lab/5'],
  ['root', 'GET', '/groups/%C3%BC%20group'],
  ['root', 'POST', '/groups', { groups: ['ants', 'bees'] }],
  ['root', 'POST', '/groups', { groups: ['ants', 'cats'] }],
  ['root', 'POST', '/groups', { groups: ['dogs'], users: ['ada', 'c+d'] }],
  ['root', 'POST', '/groups', { groups: ['emus'], users: ['no-such'] }],
  ['root', 'POST', '/groups', { groups: [] }],
  ['root', 'POST', '/groups', { groups: 'fg' }],
  ['root', 'POST', '/groups/gnus', { users: ['ada'] }],
  ['root', 'POST', '/groups/gnus', {}],
  ['root', 'POST', '/groups/hens', { users: ['no-such'] }],
  ['root', 'POST', '/groups/ibex', { properties: { a: 1 } }],
  ['root', 'POST', '/groups/jays', { name: 'other', roles: [] }],
  ['root', 'POST', '/groups/ants/users', { users: ['ada', 'b@x.org'] }],
  ['root', 'POST', '/groups/ants/users', { users: ['ada'] }],
  ['root', 'POST', '/groups/ants/users', { users: ['no-such', 'c+d'] }],
  ['root', 'POST', '/groups/ants/users', { users: 'ada' }],
  ['root', 'POST', '/groups/ants/users', { users: [] }],
  ['root', 'POST', '/groups/no-such/users', { users: ['ada'] }],
  ['root', 'GET', '/users/ada'],
  ['root', 'DELETE', '/groups/ants/users', { users: ['ada'] }],
  ['root', 'DELETE', '/groups/ants/users', { users: ['ada'] }],
  ['root', 'DELETE', '/groups/ants/users', { users: ['no-such'] }],
  ['root', 'DELETE', '/groups/ants/users', {}],
  ['root', 'PUT', '/groups/ants/properties', { a: [1, null], 'b c': { d: 'é' } }],
  ['root', 'PUT', '/groups/ants/properties', { b: 2 }],
  ['root', 'PUT', '/groups/ants/properties', {}],
  ['root', 'PUT', '/groups/no-such/properties', {}],
  ['root', 'GET', '/groups/ants/properties'],
  ['root', 'GET', '/groups/ants'],
  ['user:ada', 'GET', '/groups/ants'],
  ['root', 'DELETE', '/groups/ants'],
  ['root', 'DELETE', '/groups/ants'],
  ['root', 'GET', '/groups'],
]
