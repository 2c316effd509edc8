import type { Token } from 'jupyterhub-client'
import { plainFields, timeFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'

/** How tokens are shown. */
export const tokenShape: Shape<Token> = {
  fields: {
    ...plainFields<Token>('id', 'note'),
    ...timeFields<Token>('created', 'last_activity', 'expires_at'),
    ...plainFields<Token>(
      'scopes',
      'roles',
      'user',
      'service',
      'oauth_client',
      'kind',
      'session_id',
    ),
  },
  columns: ['id', 'note', 'created', 'last_activity', 'expires_at'],
}
