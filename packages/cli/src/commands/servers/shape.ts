import type { Server } from 'jupyterhub-client'
import { plainFields, timeFields } from '../../output/shape.ts'
import type { Shape } from '../../output/shape.ts'
import { printTarget } from '../server-target.ts'

/** A server, and whose it is. */
export interface OwnedServer extends Server {
  readonly user: string
}

/** How servers are shown. */
export const serverShape: Shape<OwnedServer> = {
  fields: {
    server: { of: printTarget },
    state: { of: stateOf },
    ...plainFields<OwnedServer>('user', 'name', 'display_name', 'ready', 'pending', 'stopped'),
    ...timeFields<OwnedServer>('started', 'last_activity'),
    ...plainFields<OwnedServer>('url', 'full_url', 'user_options'),
  },
  columns: ['server', 'state', 'started', 'last_activity', 'url'],
}

function stateOf({ ready, pending }: Server): string {
  return pending ?? (ready ? 'ready' : 'stopped')
}
