import type { OperationId, OperationTarget } from 'jupyterhub-client'

/** What somebody wants a token for. */
export interface Combination {
  readonly ids: readonly OperationId[]
  /** What the requests are about. */
  readonly target: OperationTarget
  /** What the scopes are asked for, if they are to reach further. */
  readonly about?: OperationTarget
}

const ada = { user: 'ada' }
const lab = { user: 'ada', server: 'lab' }
const staff = { group: 'staff' }

/** What tokens are made for: starting a server, looking after a class, watching over a hub … */
export const combinations: readonly Combination[] = [
  {
    ids: [
      'POST /users/{user}/servers/{server}',
      'GET /users/{user}/servers/{server}/progress',
      'DELETE /users/{user}/servers/{server}',
    ],
    target: lab,
  },
  { ids: ['POST /users/{user}/server', 'GET /users/{user}'], target: ada },
  {
    ids: ['POST /users/{user}/server', 'POST /users/{user}/servers/{server}', 'GET /users/{user}'],
    target: lab,
  },
  { ids: ['GET /users/{user}', 'POST /users/{user}/activity'], target: ada },
  {
    ids: ['GET /users', 'GET /users/{user}', 'DELETE /users/{user}/server'],
    target: ada,
    about: staff,
  },
  { ids: ['GET /users', 'GET /groups', 'GET /services', 'GET /info'], target: {} },
  { ids: ['GET /users', 'POST /users', 'DELETE /users/{user}'], target: ada, about: {} },
  {
    ids: ['PATCH /users/{user}', 'GET /users/{user}/tokens', 'POST /users/{user}/tokens'],
    target: ada,
  },
  {
    ids: [
      'GET /groups/{group}',
      'POST /groups/{group}/users',
      'DELETE /groups/{group}/users',
      'PUT /groups/{group}/properties',
    ],
    target: staff,
  },
  {
    ids: ['POST /groups', 'GET /groups/{group}', 'DELETE /groups/{group}'],
    target: staff,
    about: {},
  },
  { ids: ['POST /groups', 'GET /groups/{group}', 'DELETE /groups/{group}'], target: staff },
  { ids: ['GET /metrics', 'GET /info', 'GET /proxy', 'POST /shutdown'], target: {} },
  {
    ids: [
      'POST /shares/{owner}/{server}',
      'GET /shares/{owner}/{server}',
      'POST /share-codes/{owner}/{server}',
      'GET /users/{user}',
    ],
    target: { ...lab, owner: 'ada', shareWith: { user: 'bob' } },
  },
  {
    ids: ['POST /shares/{owner}/{server}', 'GET /users/{user}/shared'],
    target: { ...lab, owner: 'ada', shareWith: { group: 'staff' } },
  },
  {
    ids: ['GET /services/{service}', 'DELETE /services/{service}', 'GET /services'],
    target: { service: 'web' },
  },
]
