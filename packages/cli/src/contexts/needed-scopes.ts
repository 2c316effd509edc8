/**
 * What the commands of this program need: what a token that a login makes is asked for, as far as its owner holds it. Not among
 * them: to open servers of others, to shut the hub down. What the hub itself has within them comes along.
 *
 * @see https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
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
  'read:shares',
  'users:shares',
  'read:users:shares',
  'groups:shares',
  'read:groups:shares',
  'admin:services',
  'list:services',
  'read:services',
  'proxy',
  // Holds that to open servers, so that it is asked for one's own alone.
  `shares!user=${user}`,
]
