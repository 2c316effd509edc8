/**
 * What the commands of this program need: what a token that a login makes is asked for, as far as its owner holds it. Not among
 * them: to open servers of others, to read what the authenticator keeps, to shut the hub down.
 */
export const neededScopes = (user: string): string[] => [
  'admin:users',
  'delete:users',
  'list:users',
  'read:users',
  'admin:groups',
  'delete:groups',
  'groups',
  'list:groups',
  'read:groups',
  'servers',
  'start:servers',
  'delete:servers',
  'read:servers',
  'tokens',
  'read:tokens',
  'shares',
  'read:shares',
  'users:shares',
  'read:users:shares',
  'groups:shares',
  'read:groups:shares',
  'admin:services',
  'list:services',
  'read:services',
  'proxy',
  // Nobody can share what they may not open.
  `access:servers!user=${user}`,
]
