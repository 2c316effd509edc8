import type { CertificateFiles, Pair } from './certificates.ts'

/** A hub behind nginx, with something wrong. */
export interface SetUp {
  readonly name: string
  /** What is wrong, as `check: what its remedy or sentence has in it`; none where all is well. */
  readonly faults: Readonly<Record<string, string>>
  /** The body of nginx' `server`, but for `listen`; nothing where nothing listens. */
  readonly server?: string | undefined
  readonly tls?: Pair | undefined
  /** Path below which the hub is looked for: that of the hub unless given. */
  readonly base?: string | undefined
  /** Host by which it is looked for: `localhost` with TLS, 127.0.0.1 without, unless given. */
  readonly origin?: string | undefined
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** What the set-ups are made of. */
export interface Parts {
  /** Port of the hub's own proxy. */
  readonly hubPort: number
  /** A port on which nobody listens. */
  readonly deadPort: number
  /** Path below which the hub is. */
  readonly base: string
  readonly certificates: CertificateFiles
}

const goodLines = {
  version: 'proxy_http_version 1.1;',
  host: 'proxy_set_header Host $http_host;',
  scheme: 'proxy_set_header X-Scheme $scheme;',
  upgrade: 'proxy_set_header Upgrade $http_upgrade;',
  connection: 'proxy_set_header Connection "upgrade";',
  buffering: 'proxy_buffering off;',
  size: 'client_max_body_size 64m;',
} as const

/** Has a server start that takes long enough for its progress to be seen. */
const withServer = (name: string, options: object): readonly string[] => [
  ...['--start-server', name],
  ...['--options', JSON.stringify(options)],
]
const slow = { spawner: 'slow', seconds: 4 }

/** Every set-up: those that are right, and those that are wrong. */
export function setUps({ hubPort, deadPort, base, certificates }: Parts): readonly SetUp[] {
  const hub = `http://127.0.0.1:${hubPort}`
  /** A location as it should be, but for what is left out or added. */
  const location = (change: Partial<Record<keyof typeof goodLines, string>> = {}, more = '') =>
    `{ proxy_pass ${hub}; ${Object.values({ ...goodLines, ...change }).join(' ')} ${more} }`
  const all = (...args: Parameters<typeof location>) => `location / ${location(...args)}`
  const { good, expired, otherHost, selfSigned } = certificates
  return [
    { name: 'all is well', faults: {}, server: all(), args: withServer('ada/well', slow) },
    { name: 'all is well, with TLS', faults: {}, server: all(), tls: good },
    {
      name: 'upgrades to WebSockets alone, of kernels and terminals',
      faults: {},
      server: `
        ${all({ upgrade: '', connection: '' })}
        location ~ /(api/kernels|terminals)/ ${location({ upgrade: 'proxy_set_header Upgrade "websocket";' })}`,
    },
    {
      name: 'event streams are held back',
      faults: { progress: 'proxy_buffering off' },
      // As they are where nothing is said of it; by HTTP/1.1, nginx passes on what has come.
      server: `${all()} location ~ /progress$ ${location({ version: '', connection: '', buffering: '' })}`,
      args: withServer('ada/buffered', slow),
    },
    {
      name: 'answers are not waited for',
      faults: { progress: 'proxy_read_timeout' },
      server: all({}, 'proxy_read_timeout 800ms;'),
      args: withServer('ada/impatient', slow),
    },
    {
      name: 'bodies of DELETE are stripped',
      faults: { 'delete-bodies': 'Content-Length' },
      server: `
        error_page 418 = @delete;
        location / { if ($request_method = DELETE) { return 418; } ${location().slice(1)}
        location @delete ${location({}, 'proxy_pass_request_body off; proxy_set_header Content-Length "";')}`,
    },
    {
      name: 'the scheme is lost',
      faults: { 'next-url': 'X-Scheme' },
      server: all({ scheme: 'proxy_set_header X-Forwarded-Proto $scheme;' }),
      tls: good,
    },
    { name: 'the host is lost', faults: { 'next-url': 'Host' }, server: all({ host: '' }) },
    {
      name: 'no upgrade to WebSockets',
      faults: { websockets: 'Upgrade' },
      server: all({ upgrade: '', connection: '' }),
    },
    {
      name: 'the prefix is cut off by the proxy',
      faults: { 'base-url': 'base_url' },
      base: '/jupyter/',
      server: `location /jupyter/ ${location().replace(hub, `${hub}${base}`)}`,
    },
    {
      name: 'the hub does not know of the prefix',
      faults: { hub: `below ${base}` },
      base: '/jupyter/',
      server: all(),
    },
    {
      name: 'large uploads are refused',
      faults: { uploads: 'client_max_body_size' },
      server: all({ size: '' }),
    },
    {
      name: 'the Authorization header is lost',
      faults: { authorization: 'Authorization', token: 'does not know' },
      server: all({}, 'proxy_set_header Authorization "";'),
    },
    {
      name: 'cookies do not get to the hub',
      faults: { cookies: 'Cookie' },
      server: all({}, 'proxy_set_header Cookie "";'),
    },
    {
      name: 'cookies do not get to browsers',
      faults: { cookies: 'get to browsers' },
      server: all({}, 'proxy_hide_header Set-Cookie;'),
    },
    {
      name: 'a browser app is let in by nobody',
      faults: { cors: 'Access-Control-Allow-Origin' },
      server: all(),
      args: ['--origin', 'https://app.example.org'],
    },
    {
      name: 'a certificate that is self-signed',
      faults: { certificate: 'self-signed' },
      server: all(),
      tls: selfSigned,
    },
    {
      name: 'a certificate that has expired',
      faults: { certificate: 'expired' },
      server: all(),
      tls: expired,
    },
    {
      name: 'a certificate for another host',
      faults: { certificate: 'another host' },
      server: all(),
      tls: otherHost,
    },
    {
      name: 'a hub that is down',
      faults: { hub: 'Start the hub' },
      server: `location / { proxy_pass http://127.0.0.1:${deadPort}; }`,
    },
    {
      name: 'a redirect to https',
      faults: { hub: 'https://127.0.0.1' },
      server: 'return 301 https://$host$request_uri;',
    },
    {
      name: 'a redirect to another host',
      faults: { hub: 'https://hub.example.org' },
      server: 'return 301 https://hub.example.org$request_uri;',
    },
    {
      name: 'a login before the hub',
      faults: { hub: 'auth_basic' },
      server: `location / ${location({}, 'auth_basic staff; auth_basic_user_file /dev/null;')}`,
    },
    { name: 'no hub at all', faults: { hub: 'no hub' }, server: 'return 200 hello;' },
    {
      name: 'a clock that is wrong',
      faults: { clock: 'ahead' },
      server: all(),
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(wrongClock)}` },
    },
    { name: 'nobody listens', faults: { reachable: 'Nothing listens' } },
    {
      name: 'no such host',
      faults: { reachable: 'no host' },
      origin: 'http://no-such-host.invalid',
    },
    {
      name: 'no TLS where it is asked for',
      faults: { reachable: 'does not speak TLS' },
      server: all(),
      origin: 'https://127.0.0.1',
    },
  ]
}

/** A quarter of an hour ahead. */
const wrongClock = 'const now = Date.now; Date.now = () => now() + 900_000'
