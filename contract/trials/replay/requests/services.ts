import type { Ask, Scene } from '../scene.ts'

/** Services, the proxy's table, and what the hub tells of itself. */
export async function askServices({ askAll }: Scene): Promise<void> {
  await askAll(asks)
}

const signer = {
  oauth_redirect_uri: 'http://127.0.0.1:9/callback',
  oauth_client_id: 'service-signer',
}

const asks: readonly Ask[] = [
  ['root', 'GET', '/services'],
  ['user:admin', 'GET', '/services'],
  ['user:ada', 'GET', '/services'],
  ['nobody', 'GET', '/services/nobody'],
  ['root', 'GET', '/services/web'],
  ['root', 'GET', '/services/web-noconfirm'],
  ['root', 'POST', '/services/made', {}],
  ['root', 'POST', '/services/made', { admin: true, info: { a: 1 }, display: false }],
  ['root', 'POST', '/services/made', { admin: true }],
  ['root', 'POST', '/services/web', { admin: true }],
  ['root', 'POST', '/services/odd', { bogus: 1 }],
  ['root', 'POST', '/services/odd', { admin: 'yes' }],
  ['root', 'POST', '/services/odd', { command: ['run'] }],
  ['root', 'POST', '/services/signer', signer],
  ['root', 'GET', '/services/made'],
  ['root', 'GET', '/services/signer'],
  ['root', 'DELETE', '/services/web'],
  ['root', 'DELETE', '/services/made'],
  ['root', 'DELETE', '/services/made'],
  ['root', 'DELETE', '/services/signer'],
  ['root', 'GET', '/services'],
  ['root', 'POST', '/proxy'],
  ['root', 'GET', '/proxy?offset=1'],
  ['root', 'GET', '/proxy?offset=x'],
  ['root', 'PATCH', '/proxy', {}],
  ['user:admin', 'GET', '/proxy'],
  ['root', 'GET', '/'],
  ['root', 'GET', ''],
  [null, 'GET', '/'],
  ['root', 'GET', '/info'],
  ['user:admin', 'GET', '/info'],
  ['metrics', 'GET', '/metrics'],
  ['user:admin', 'GET', '/metrics'],
  [null, 'GET', '/health'],
  [null, 'HEAD', '/health'],
  ['root', 'GET', '/user'],
  ['nobody', 'GET', '/user'],
  ['lister', 'GET', '/user'],
  ['metrics', 'GET', '/user'],
  ['user:admin', 'GET', '/user'],
]
