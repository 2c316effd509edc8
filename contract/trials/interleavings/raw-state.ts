import type { TrialHub } from '../hubs/trial-hub.ts'
import type { Place } from './moves.ts'

/** A server as the hub shows it; before hub 3.0 a stopped one is not shown. */
export interface Shown {
  readonly state: 'ready' | 'stopped' | 'unseen' | 'spawn' | 'stop' | 'check'
  readonly options: unknown
}

interface ShownServer {
  readonly ready: boolean
  readonly pending: 'spawn' | 'stop' | 'check' | null
  readonly user_options?: unknown
}

/** Asks the hub about a server, without the client. */
export async function shown(hub: TrialHub, { user, name }: Place): Promise<Shown> {
  const response = await fetch(`${hub.apiUrl}/users/${user}?include_stopped_servers=1`, {
    headers: { authorization: `token ${hub.adminToken}` },
  })
  if (!response.ok) throw new Error(`the hub answered ${response.status}`)
  const { servers } = (await response.json()) as { servers: Record<string, ShownServer> }
  const server = servers[name]
  if (server === undefined) return { state: 'unseen', options: undefined }
  const state = server.pending ?? (server.ready ? 'ready' : 'stopped')
  return { state, options: server.user_options }
}
