import type { Ask, Scene } from '../scene.ts'

const page = 'http://127.0.0.1:9'

/** What belongs to HTTP more than to the hub: other sites, types of bodies, conditions, paths. */
export async function askHttp(scene: Scene): Promise<void> {
  const { headers } = await scene.ask(null, 'GET', '/')
  const etag = headers.get('etag') ?? ''
  await scene.askAll([
    [null, 'GET', '/', undefined, { 'if-none-match': '"no-such"' }],
    [null, 'GET', '/', undefined, { 'if-none-match': '*' }],
  ])
  await scene.ask(null, 'GET', '/', undefined, { 'if-none-match': etag })
  await scene.askAll(asks)
}

const asks: readonly Ask[] = [
  [null, 'GET', '/', undefined, { origin: page }],
  [null, 'OPTIONS', '/', undefined, { origin: page, 'access-control-request-method': 'GET' }],
  ['root', 'GET', '/users/ada', undefined, { origin: page }],
  [null, 'OPTIONS', '/users/ada', undefined, { origin: page }],
  ['root', 'POST', '/users/ada/tokens', undefined, { origin: page }],
  [
    'root',
    'POST',
    '/users',
    'usernames=x',
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['root', 'POST', '/users', '{"usernames": ["typed-1"]}', { 'content-type': 'text/plain' }],
  ['root', 'POST', '/users', 'x', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['root', 'POST', '/users', '  {"usernames": ["typed-2"]}\n'],
  ['root', 'POST', '/users', '{"usernames": ["typed-3"], "usernames": ["typed-4"]}'],
  ['root', 'POST', '/users', '{"usernames": ["\\ud83e\\ude90", "é"]}'],
  ['root', 'POST', '/users', 'NaN'],
  ['root', 'POST', '/users', '\u{feff}{}'],
  ['root', 'GET', '/users/ada', '{"body": "with GET"}'],
  ...[
    '/nothing',
    '//users',
    '/users/',
    '/user/',
    '/users/ada/',
    '/groups/',
    '/users/ada/servers',
    '/%',
  ].flatMap((path): Ask[] => [
    ['root', 'GET', path],
    [null, 'GET', path],
    ['root', 'POST', path],
    ['root', 'HEAD', path],
    ['root', 'OPTIONS', path],
  ]),
]
