import type { JupyterHub, RefusalCause } from 'jupyterhub-client'
import { isAtLeast } from '../../src/version.ts'
import type { RefusingHub } from './refusing-hub.ts'

/** A call that the hub refuses. */
export interface RefusedCall {
  /** The client that makes it. */
  readonly hub: JupyterHub
  readonly call: () => Promise<unknown>
}

/** A way to be refused. */
export interface Refusal {
  readonly title: string
  /** Why the hub refuses, which may depend on its version. */
  readonly cause: RefusalCause | ((version: string) => RefusalCause)
  /** First hub release where there is such a thing. */
  readonly since?: string
  /** What the remedy says lets it through: a line of `jupyterhub_config.py`, or a token. */
  readonly curable?: true | 'token'
  /** A service makes the call. */
  readonly byService?: true
  make(hub: RefusingHub): Promise<RefusedCall> | RefusedCall
}

const service = (refusing: RefusingHub, name: string): JupyterHub =>
  refusing.client(refusing.tokens[name] ?? null)

/** Hub 1.x knows no scopes, but admins. */
const scopesOr =
  (cause: RefusalCause) =>
  (version: string): RefusalCause =>
    isAtLeast(version, '2.0') ? cause : 'admin_only'

/** Every cause, at least once. */
export const refusals: readonly Refusal[] = [
  {
    title: 'A request without a token',
    cause: 'no_token',
    make: (refusing) => listing(refusing.client(null)),
  },
  {
    title: 'A token that was revoked',
    cause: 'unknown_token',
    async make(refusing) {
      const { id, token } = await refusing.token('ada')
      await refusing.root.tokens.revoke('ada', id)
      return listing(refusing.client(token))
    },
  },
  {
    title: 'The same from a page of another origin, where the hub speaks of XSRF',
    cause: 'unknown_token',
    make: (refusing) =>
      listing(
        refusing.client('f'.repeat(32), { headers: { origin: 'https://elsewhere.example' } }),
      ),
  },
  {
    title: 'A token whose owner has to log in anew',
    cause: (version) => (isAtLeast(version, '4.1') ? 'stale_login' : 'unknown_token'),
    async make(refusing) {
      await refusing.root.users.createMany(['stale-sam'])
      const { token } = await refusing.token('stale-sam')
      const hub = refusing.client(token)
      return { hub, call: () => hub.users.get('stale-sam') }
    },
  },
  {
    title: 'A cookie without what shows that a page of the hub sent it',
    cause: 'xsrf',
    async make(refusing) {
      const cookie = await refusing.cookiesOf('ada')
      return listing(refusing.client(null, { headers: { cookie } }))
    },
  },
  {
    title: 'A cookie of somebody who is no longer logged in',
    cause: (version) => (isAtLeast(version, '4.0') ? 'no_login' : 'xsrf'),
    async make(refusing) {
      const { cookie, xsrf } = await refusing.anonymousPage()
      return listing(
        refusing.client(null, { headers: { cookie, 'x-xsrftoken': xsrf, referer: refusing.url } }),
      )
    },
  },
  {
    title: 'A wrong password in place of a token',
    cause: 'wrong_login',
    make: (refusing) => {
      const hub = refusing.client(null)
      const auth = { username: 'ada', password: 'wrong-password' }
      return { hub, call: () => hub.tokens.create('ada', { auth }) }
    },
  },
  {
    title: 'A service without the scope',
    cause: scopesOr('missing_scope'),
    curable: true,
    byService: true,
    make: (refusing) => {
      const hub = service(refusing, 'nobody')
      return { hub, call: () => hub.users.get('b@x.org') }
    },
  },
  {
    title: 'The same of another user: the two roles go together',
    cause: scopesOr('missing_scope'),
    curable: true,
    byService: true,
    make: (refusing) => {
      const hub = service(refusing, 'nobody')
      return { hub, call: () => hub.users.get('g h') }
    },
  },
  {
    title: 'A request of one’s own, for which the hub names the scope',
    cause: (version) => (isAtLeast(version, '2.0') ? 'missing_scope' : 'other'),
    make: (refusing) => {
      const hub = service(refusing, 'nobody')
      return { hub, call: () => hub.request({ path: '/users' }) }
    },
  },
  {
    title: 'A token that may do less than its owner',
    cause: 'missing_scope',
    since: '3.0',
    curable: 'token',
    async make(refusing) {
      const { token } = await refusing.token('ada', { scopes: ['read:users!user=ada'] })
      const hub = refusing.client(token)
      return { hub, call: () => hub.servers.stop('ada') }
    },
  },
  {
    title: 'A user without the scope',
    cause: scopesOr('missing_scope'),
    curable: true,
    make: async (refusing) => listing(refusing.client((await refusing.token('g h')).token)),
  },
  {
    title: 'What a user may do to itself, done to somebody else',
    cause: scopesOr('filter'),
    curable: true,
    async make(refusing) {
      const { token } = await refusing.token('g h')
      const hub = refusing.client(token)
      return { hub, call: () => hub.servers.stop('ada') }
    },
  },
  {
    title: 'A scope for somebody else',
    cause: scopesOr('filter'),
    curable: true,
    byService: true,
    make: (refusing) => {
      const hub = service(refusing, 'reader-ada')
      return { hub, call: () => hub.users.get('admin') }
    },
  },
  {
    title: 'A scope for somebody, where nothing has a name',
    cause: 'filter',
    since: '5.5.1',
    async make(refusing) {
      const { token } = await refusing.token('admin', { scopes: ['admin:users!user=ada'] })
      const hub = refusing.client(token)
      return { hub, call: () => hub.users.createMany(['grace']) }
    },
  },
  {
    title: 'A scope for a group',
    cause: scopesOr('hidden_target'),
    make: (refusing) => {
      const hub = service(refusing, 'group-staff')
      return { hub, call: () => hub.users.get('c+d') }
    },
  },
  {
    title: 'Nobody of that name, and all scopes',
    cause: 'no_such_target',
    make: ({ root: hub }) => ({ hub, call: () => hub.users.get('nobody') }),
  },
  {
    title: 'A path that the hub does not have',
    cause: 'no_such_target',
    make: ({ root: hub }) => ({ hub, call: () => hub.request({ path: '/nowhere' }) }),
  },
  {
    title: 'A token for nobody, and all scopes',
    cause: 'no_such_target',
    make: ({ root: hub }) => ({ hub, call: () => hub.tokens.create('nobody') }),
  },
  {
    title: 'An admin, changed by who is none',
    cause: 'admin_only',
    since: '4.1.6',
    curable: true,
    make: (refusing) => {
      const hub = refusing.client(refusing.tokens['user:ada'] ?? null)
      return { hub, call: () => hub.users.update('admin', { admin: true }) }
    },
  },
  {
    title: 'The same by a service',
    cause: 'admin_only',
    since: '4.1.6',
    make: (refusing) => {
      const hub = service(refusing, 'metrics')
      return { hub, call: () => hub.users.update('admin', { admin: true }) }
    },
  },
  {
    title: 'A service that may make tokens of one user',
    cause: scopesOr('service_filter'),
    curable: true,
    byService: true,
    make: (refusing) => {
      const hub = service(refusing, 'minter-ada')
      return { hub, call: () => hub.tokens.create('ada') }
    },
  },
  {
    title: 'Sharing with somebody whose name may not be seen',
    cause: 'missing_scope',
    since: '5.0',
    async make(refusing) {
      // A server can be shared once it is known.
      await refusing.root.server('ada').ensureRunning()
      const { token } = await refusing.token('admin', { scopes: ['shares!user=ada'] })
      const hub = refusing.client(token)
      return { hub, call: () => hub.shares.grant('ada', '', { user: 'g h' }) }
    },
  },
  {
    title: 'What the hub does not do for anybody',
    cause: 'other',
    make: ({ root: hub }) => ({ hub, call: () => hub.users.requestAdminAccess('ada') }),
  },
]

function listing(hub: JupyterHub): RefusedCall {
  return { hub, call: () => hub.users.list().toArray() }
}
