import type { Ask, Scene } from '../scene.ts'

const asPages = { accept: 'application/jupyterhub-pagination+json' }
const server = 'uma/lab'
const granted = ['access:servers!server=uma/lab']

/** Shares, codes, and the page on which codes are accepted. */
export async function askShares(scene: Scene): Promise<void> {
  if (!scene.atLeast('5.0')) return
  await scene.askAll(grants)
  const { text } = await scene.ask('root', 'POST', `/share-codes/${server}`)
  const { code, id } = JSON.parse(text) as { code: string; id: string }
  await scene.askAll(codes)
  await accept(scene, code)
  await scene.askAll([
    ['root', 'GET', `/share-codes/${server}`],
    ['root', 'DELETE', `/share-codes/${server}?id=${id}`],
    ['root', 'DELETE', `/share-codes/${server}?id=${id}`],
    ['root', 'DELETE', `/share-codes/${server}?code=no-such`],
    ['root', 'DELETE', `/share-codes/${server}`],
    ['root', 'DELETE', `/shares/${server}`],
    ['root', 'DELETE', `/shares/${server}`],
    ['root', 'GET', '/shares/uma'],
  ])
}

async function accept(scene: Scene, code: string): Promise<void> {
  const nobody = await scene.browser()
  await nobody.fetch(`hub/accept-share?code=${code}`)
  const owner = await scene.browser('uma')
  await owner.fetch(`hub/accept-share?code=${code}`)
  const browser = await scene.browser('b@x.org')
  await browser.fetch('hub/accept-share')
  await browser.fetch('hub/accept-share?code=no-such')
  await browser.fetch(`hub/accept-share?code=${code}`)
  for (const fields of [{ code }, { code: 'no-such' }, { code, next: '/hub/home' }]) {
    const body = new URLSearchParams({ _xsrf: browser.cookie('_xsrf') ?? '', ...fields })
    await browser.fetch('hub/accept-share', { method: 'POST', body })
  }
  await scene.ask('root', 'GET', '/users/b%40x.org/shared')
}

const grants: readonly Ask[] = [
  ['root', 'POST', '/users/uma'],
  ['root', 'POST', `/shares/${server}`, { user: 'ada' }],
  ['root', 'POST', '/users/uma/servers/lab'],
  ['root', 'POST', '/users/uma/server'],
  ...[
    {},
    { user: 'ada' },
    { user: 'ada' },
    { group: 'staff' },
    { user: 'ada', group: 'staff' },
    { user: 'no-such' },
    { group: 'no-such' },
    { user: 5 },
    { user: 'ada', scopes: [] },
    { user: 'ada', scopes: ['read:servers!server=uma/lab'] },
    { user: 'ada', scopes: ['access:servers!server=uma/'] },
    { user: 'ada', scopes: ['access:servers!user=uma'] },
    { user: 'ada', scopes: ['access:servers'] },
    { user: 'ada', scopes: 'access:servers' },
    { user: 'uma' },
  ].map((body): Ask => ['root', 'POST', `/shares/${server}`, body]),
  ['root', 'POST', '/shares/uma/', { user: 'c+d' }],
  ['root', 'POST', '/shares/uma', { user: 'c+d' }],
  ['user:ada', 'POST', `/shares/${server}`, { user: 'c+d' }],
  ...['/shares/uma', `/shares/${server}`, '/shares/uma/', '/shares/ada'].flatMap((path): Ask[] => [
    ['root', 'GET', path],
    ['root', 'GET', `${path}?limit=1`, undefined, asPages],
    ['user:ada', 'GET', path],
  ]),
  ...['/users/ada/shared', '/groups/staff/shared'].flatMap((path): Ask[] => [
    ['root', 'GET', path],
    ['root', 'GET', `${path}?offset=1`, undefined, asPages],
    ['user:ada', 'GET', path],
    ['root', 'GET', `${path}/${server}`],
    ['root', 'GET', `${path}/uma/`],
  ]),
  ['root', 'GET', '/user'],
  ['user:ada', 'GET', '/user'],
  ['user:ada', 'GET', '/users/uma'],
  ['root', 'PATCH', `/shares/${server}`, { user: 'ada', scopes: granted }],
  ['root', 'PATCH', `/shares/${server}`, { user: 'no-such' }],
  ['root', 'PATCH', `/shares/${server}`, { user: 'uma' }],
  ['user:ada', 'DELETE', `/users/ada/shared/${server}`],
  ['root', 'DELETE', `/groups/staff/shared/${server}`],
  ['root', 'DELETE', `/groups/staff/shared/${server}`],
]

const codes: readonly Ask[] = [
  ...[
    {},
    { expires_in: 60 },
    { expires_in: 59 },
    { expires_in: '60' },
    { expires_in: null },
    { expires_in: 1e9 },
    { scopes: granted },
    { scopes: [] },
    { scopes: ['no-such'] },
  ].map((body): Ask => ['root', 'POST', `/share-codes/${server}`, body]),
  ['user:ada', 'POST', `/share-codes/${server}`, {}],
  ['root', 'GET', '/share-codes/uma'],
  ['root', 'GET', '/share-codes/uma?limit=1', undefined, asPages],
  ['root', 'GET', `/share-codes/${server}`],
  ['user:ada', 'GET', `/share-codes/${server}`],
]
