import type { Share } from 'jupyterhub-client'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'

/** How shares are shown. */
export const shareShape: Shape<Share> = {
  fields: {
    server: { of: ({ server }) => printTarget({ user: server.user.name, name: server.name }) },
    kind: { of: ({ kind }) => kind },
    with: { of: ({ user, group }) => (user ?? group)?.name },
    scopes: { of: ({ scopes }) => scopes },
    created_at: { of: ({ created_at }) => created_at, kind: 'time' },
    url: { of: ({ server }) => server.full_url ?? server.url },
    ready: { of: ({ server }) => server.ready },
  },
  columns: ['server', 'kind', 'with', 'scopes', 'created_at'],
}
