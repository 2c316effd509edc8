import type { BaseScope } from './models/scope.ts'

/**
 * What may happen when an attempt got no answer, or a proxy's 502, 503 or 504:
 * `idempotent`: sent again, its effect is the same;
 * `delete`: sent again, and a 404 to the repeat means that the first one got through, unless the hub may be hiding what it is;
 * `start`, `once`: sent again only if the attempt provably never reached the hub. A start is told apart since a look at
 * the server says whether it did.
 * A 429 changes nothing on the hub, so any operation may be sent again after one.
 */
export type Repeat = 'idempotent' | 'delete' | 'start' | 'once'

/** A row of the table of operations. */
export interface Operation {
  /** Any one of these scopes suffices on hub 6; `anonymous` needs no token, `any token` no scope. */
  readonly scopes: readonly BaseScope[] | 'anonymous' | 'any token' | 'cookie'
  /** First hub release that has it; absent for what hub 1.5 and all newer ones have. */
  readonly since?: string
  /** First hub release that no longer has it. */
  readonly until?: string
  /** Absent for `GET`: `idempotent`. */
  readonly repeat?: Repeat
  /** The last name in its path is a secret. */
  readonly secretName?: true
}

/**
 * Every operation of the hub's API, by method and path below `/hub/api`. The one list that the transport, the docs
 * and the tests' coverage read. Taken from the hub's handlers: its OpenAPI file lacks a dozen of them.
 *
 * @see https://github.com/jupyterhub/jupyterhub/tree/main/jupyterhub/apihandlers
 */
// prettier-ignore
export const operations = {
  'GET /': { scopes: 'anonymous' },
  'GET /info': { scopes: ['read:hub'] },
  'GET /user': { scopes: 'any token' },
  'GET /health': { scopes: 'anonymous' },
  'GET /metrics': { scopes: ['read:metrics'] },
  'POST /shutdown': { scopes: ['shutdown'], repeat: 'once' },

  'GET /users': { scopes: ['list:users'] },
  'POST /users': { scopes: ['admin:users'], repeat: 'once' },
  'GET /users/{user}': { scopes: ['read:users', 'read:users:name', 'read:servers', 'read:users:groups', 'read:users:activity', 'read:roles:users'] },
  'POST /users/{user}': { scopes: ['admin:users'], repeat: 'once' },
  'PATCH /users/{user}': { scopes: ['admin:users'], repeat: 'once' },
  'DELETE /users/{user}': { scopes: ['delete:users'], repeat: 'delete' },
  'POST /users/{user}/activity': { scopes: ['users:activity'], repeat: 'idempotent' },
  'POST /users/{user}/admin-access': { scopes: ['servers'], repeat: 'idempotent' },

  'GET /users/{user}/tokens': { scopes: ['read:tokens'] },
  'POST /users/{user}/tokens': { scopes: ['tokens'], repeat: 'once' },
  'GET /users/{user}/tokens/{id}': { scopes: ['read:tokens'] },
  'DELETE /users/{user}/tokens/{id}': { scopes: ['tokens'], repeat: 'delete' },

  'GET /users/{user}/server': { scopes: ['read:servers'], since: '6.0' },
  'PUT /users/{user}/server': { scopes: ['start:servers'], since: '6.0', repeat: 'once' },
  'POST /users/{user}/server': { scopes: ['start:servers', 'servers'], repeat: 'start' },
  'PATCH /users/{user}/server': { scopes: ['start:servers'], since: '6.0', repeat: 'once' },
  'DELETE /users/{user}/server': { scopes: ['delete:servers'], repeat: 'idempotent' },
  'GET /users/{user}/server/progress': { scopes: ['read:servers'] },
  'GET /users/{user}/servers/{server}': { scopes: ['read:servers'], since: '6.0' },
  'PUT /users/{user}/servers/{server}': { scopes: ['start:servers'], since: '6.0', repeat: 'once' },
  'POST /users/{user}/servers/{server}': { scopes: ['start:servers', 'servers'], repeat: 'start' },
  'PATCH /users/{user}/servers/{server}': { scopes: ['start:servers'], since: '6.0', repeat: 'once' },
  'DELETE /users/{user}/servers/{server}': { scopes: ['delete:servers'], repeat: 'delete' },
  'GET /users/{user}/servers/{server}/progress': { scopes: ['read:servers'] },

  'GET /groups': { scopes: ['list:groups'] },
  'POST /groups': { scopes: ['admin:groups'], repeat: 'once' },
  'GET /groups/{group}': { scopes: ['read:groups', 'read:groups:name', 'read:roles:groups'] },
  'POST /groups/{group}': { scopes: ['admin:groups'], repeat: 'once' },
  'DELETE /groups/{group}': { scopes: ['delete:groups'], repeat: 'delete' },
  'POST /groups/{group}/users': { scopes: ['groups'], repeat: 'idempotent' },
  'DELETE /groups/{group}/users': { scopes: ['groups'], repeat: 'idempotent' },
  'PUT /groups/{group}/properties': { scopes: ['groups'], since: '4.0', repeat: 'idempotent' },

  'GET /services': { scopes: ['list:services'] },
  'GET /services/{service}': { scopes: ['read:services', 'read:services:name', 'read:roles:services'] },
  'POST /services/{service}': { scopes: ['admin:services'], since: '5.0', repeat: 'once' },
  'DELETE /services/{service}': { scopes: ['admin:services'], since: '5.0', repeat: 'delete' },

  'GET /proxy': { scopes: ['proxy'] },
  'POST /proxy': { scopes: ['proxy'], repeat: 'idempotent' },
  'PATCH /proxy': { scopes: ['proxy'], repeat: 'idempotent' },

  'GET /shares/{owner}': { scopes: ['read:shares'], since: '5.0' },
  'GET /shares/{owner}/{server}': { scopes: ['read:shares'], since: '5.0' },
  'POST /shares/{owner}/{server}': { scopes: ['shares'], since: '5.0', repeat: 'idempotent' },
  'PATCH /shares/{owner}/{server}': { scopes: ['shares'], since: '5.0', repeat: 'idempotent' },
  'DELETE /shares/{owner}/{server}': { scopes: ['shares'], since: '5.0', repeat: 'idempotent' },
  'GET /users/{user}/shared': { scopes: ['read:users:shares'], since: '5.0' },
  'GET /users/{user}/shared/{owner}/{server}': { scopes: ['read:users:shares'], since: '5.0' },
  'DELETE /users/{user}/shared/{owner}/{server}': { scopes: ['users:shares'], since: '5.0', repeat: 'delete' },
  'GET /groups/{group}/shared': { scopes: ['read:groups:shares'], since: '5.0' },
  'GET /groups/{group}/shared/{owner}/{server}': { scopes: ['read:groups:shares'], since: '5.0' },
  'DELETE /groups/{group}/shared/{owner}/{server}': { scopes: ['groups:shares'], since: '5.0', repeat: 'delete' },

  'GET /share-codes/{owner}': { scopes: ['read:shares'], since: '5.0' },
  'GET /share-codes/{owner}/{server}': { scopes: ['read:shares'], since: '5.0' },
  'POST /share-codes/{owner}/{server}': { scopes: ['shares'], since: '5.0', repeat: 'once' },
  'DELETE /share-codes/{owner}/{server}': { scopes: ['shares'], since: '5.0', repeat: 'delete' },

  'GET /oauth2/authorize': { scopes: 'cookie' },
  'POST /oauth2/token': { scopes: 'anonymous', repeat: 'once' },
  'GET /authorizations/token/{token}': { scopes: 'any token', secretName: true },
  'POST /authorizations/token': { scopes: 'anonymous', until: '2.0', repeat: 'once' },
  'GET /authorizations/cookie/{cookie_name}/{cookie_value}': { scopes: 'any token', secretName: true },
} as const

/** Names an operation: `GET /users/{user}`. */
export type OperationId = keyof typeof operations
