import type { ShareCode } from 'jupyterhub-client'
import { plainFields, timeFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'

/** How codes are shown. */
export const codeShape: Shape<ShareCode> = {
  fields: {
    id: { of: ({ id }) => id },
    server: { of: ({ server }) => printTarget({ user: server.user.name, name: server.name }) },
    ...timeFields<ShareCode>('created_at', 'expires_at', 'last_exchanged_at'),
    ...plainFields<ShareCode>('exchange_count', 'scopes'),
  },
  columns: ['id', 'server', 'created_at', 'expires_at', 'exchange_count'],
}
