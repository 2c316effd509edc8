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
    state: { of: stateWord },
    ...plainFields<OwnedServer>('user', 'name', 'display_name', 'ready', 'pending', 'stopped'),
    ...timeFields<OwnedServer>('started', 'last_activity'),
    ...plainFields<OwnedServer>('url', 'full_url', 'user_options'),
  },
  columns: ['server', 'state', 'started', 'last_activity', 'url'],
}

/** How a server is, in a word. */
export function stateWord({ ready, pending }: Pick<Server, 'ready' | 'pending'>): string {
  return pending ? pendingWord(pending) : ready ? 'ready' : 'stopped'
}

/** What is under way, in a word; the hub's own for what has no other. */
export function pendingWord(pending: string): string {
  if (pending === 'spawn') return 'starting'
  return pending === 'stop' ? 'stopping' : pending
}
