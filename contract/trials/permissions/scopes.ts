import { describeScope } from 'jupyterhub-client'

/** Filters by what scopes are about: for each kind some that fit what is asked about, and some that never do. */
const filters = {
  users: ['user=ada', 'user=bob', 'group=staff', 'group=other', 'server=ada/'],
  servers: [
    ...['user=ada', 'user=bob', 'group=staff', 'group=other'],
    ...['server=ada/', 'server=ada/lab'],
  ],
  groups: ['group=staff', 'group=other', 'user=ada'],
  services: ['service=web', 'service=nobody', 'user=ada'],
  // About nothing that has a name.
  hub: ['user=ada'],
}

/** Scopes that are tried with filters, whether or not those make sense: the hub takes them all. */
const filtered: Readonly<Record<keyof typeof filters, readonly string[]>> = {
  users: [
    ...['users', 'list:users', 'read:users', 'read:users:name', 'admin:users', 'delete:users'],
    ...['users:activity', 'tokens', 'read:tokens', 'users:shares', 'read:users:shares'],
  ],
  servers: [
    ...['servers', 'read:servers', 'start:servers', 'delete:servers', 'admin:servers'],
    ...['access:servers', 'shares', 'read:shares'],
  ],
  groups: [
    ...['groups', 'read:groups', 'list:groups', 'admin:groups', 'delete:groups'],
    ...['groups:shares', 'read:groups:shares'],
  ],
  services: ['list:services', 'read:services', 'admin:services'],
  hub: ['read:hub', 'proxy', 'shutdown', 'read:metrics'],
}

/** What more than one scope in a token gives, and what is odd. */
const together = [
  ['list:users!user=ada', 'list:users!group=other'],
  ['list:users!user=ada', 'list:users!server=ada/'],
  ['list:groups!group=staff', 'list:groups!user=ada'],
  ['list:services!service=web', 'list:services!user=ada'],
  ['read:users!user=bob', 'read:servers!user=ada'],
  ['read:users!user=bob', 'read:roles:users'],
  ['read:servers!user=ada', 'read:roles:users!user=bob'],
  ['read:groups!group=other', 'read:roles:groups!group=staff'],
  ['read:services!service=web', 'read:roles:services!service=nobody'],
  ['servers!user=bob', 'servers!group=staff'],
  ['start:servers!user=bob', 'servers!server=ada/lab'],
  ['tokens!user=bob', 'tokens!group=staff'],
  ['shares!server=ada/lab', 'read:users:name!user=bob'],
  ['shares!user=ada', 'read:groups:name!group=staff'],
  ['shares!group=staff', 'list:users!user=bob'],
  ['shares', 'read:users:name', 'read:groups:name'],
  // The name that the hub gives a server where there is none.
  ['read:shares!server=ada/None'],
]

/**
 * Sets of scopes for tokens: each scope of a hub by itself, the main ones with filters, some together, and what
 * stands for others.
 *
 * @param known - Every scope of the hub, without filters.
 */
export function scopeSets(known: readonly string[]): string[][] {
  const isKnown = (scope: string): boolean => known.includes(scope.replace(/!.*/s, ''))
  const narrowed = Object.keys(filters) as (keyof typeof filters)[]
  return [
    ...known.map((scope) => [scope]),
    ...narrowed.flatMap((kind) =>
      filtered[kind].flatMap((scope) => filters[kind].map((filter) => [`${scope}!${filter}`])),
    ),
    ...together,
    ['self'],
    ['inherit'],
    [],
  ].filter((scopes) => scopes.every((scope) => isKnown(scope) || metaScopes.has(scope)))
}

const metaScopes = new Set(['self', 'inherit'])

/** Scopes of a hub that the client has no words for. */
export function unknownScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => describeScope(scope).startsWith('what this hub means'))
}
