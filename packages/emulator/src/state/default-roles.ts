import type { Traits } from '../versions.ts'
import { isScope } from '../auth/scope-table.ts'

/** The roles that every hub has. */
export function defaultRoles(
  traits: Traits,
): { readonly name: string; readonly description: string; readonly scopes: readonly string[] }[] {
  if (!traits.scopes) return []
  return [
    { name: 'user', description: 'Standard user privileges', scopes: ['self'] },
    {
      name: 'admin',
      description: 'Elevated privileges (can do anything)',
      scopes: adminScopes.filter((scope) => isScope(scope, traits)),
    },
    {
      name: 'server',
      description: 'Post activity only',
      scopes: [
        'users:activity!user',
        traits.serverRoleNarrow ? 'access:servers!server' : 'access:servers!user',
      ],
    },
    {
      name: 'token',
      description: 'Token with same permissions as its owner',
      scopes: ['inherit'],
    },
  ]
}

const adminScopes = [
  'admin-ui',
  'admin:users',
  'admin:servers',
  'admin:services',
  'tokens',
  'admin:groups',
  'list:services',
  'read:services',
  'read:hub',
  'proxy',
  'shutdown',
  'access:services',
  'access:servers',
  'read:roles',
  'read:metrics',
  'shares',
]
